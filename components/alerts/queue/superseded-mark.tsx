import { Badge } from '../../ui/badge';
import { Hint } from '../../ui/tooltip';

export function SupersededMark() {
  return (
    <Hint label="A later upload brought an earlier sighting: this event is no longer the first.">
      <Badge variant="outline" className="relative z-1">
        superseded
      </Badge>
    </Hint>
  );
}

import { ArrowUp } from 'lucide-react';
import { formatCount } from '@/lib/format';
import { Button } from '../../ui/button';

interface WaitingAlertsProps {
  readonly count: number;
  readonly onShow: () => void;
}

/** Newcomers wait here until asked for, so that no row moves under a reader's eyes. */
export function WaitingAlerts({ count, onShow }: WaitingAlertsProps) {
  return (
    <div
      aria-live="polite"
      className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center"
    >
      {count > 0 && (
        <Button size="sm" onClick={onShow} className="pointer-events-auto rounded-full px-3 shadow-md">
          <ArrowUp aria-hidden />
          {formatCount(count, 'new alert')}
        </Button>
      )}
    </div>
  );
}

import { type ComponentProps, useId } from 'react';
import { Input } from '../ui/input';
import { Label } from '../ui/label';

interface TextFieldProps extends ComponentProps<typeof Input> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
}

export function TextField({ label, hint, error, ...props }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        {...props}
      />
      {note && (
        <p id={`${id}-note`} className={error ? 'text-xs text-danger' : 'text-xs text-muted-foreground'}>
          {note}
        </p>
      )}
    </div>
  );
}

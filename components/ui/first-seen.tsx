import { cn } from './cn';
import { Hint } from './tooltip';

/** The mark beside a value that had not been seen before. */
export function FirstSeenMark({ hint, className }: { readonly hint: string; readonly className?: string }) {
  return (
    <Hint label={hint}>
      <span
        className={cn(
          'relative z-1 shrink-0 rounded-sm bg-mark px-1 text-xs leading-4 text-mark-foreground',
          className,
        )}
      >
        new
        <span className="sr-only">: {hint}</span>
      </span>
    </Hint>
  );
}

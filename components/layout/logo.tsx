import { cn } from '../ui/cn';

/** A trail that leads to an alert. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <rect width="32" height="32" rx="7" className="fill-primary" />
      <path
        d="M6 24c5 0 4-7 9-7s4 4 8 0"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeDasharray="0.1 4.2"
      />
      <path d="M23.5 6.5 28 11l-4.5 4.5L19 11z" fill="#fff" />
    </svg>
  );
}

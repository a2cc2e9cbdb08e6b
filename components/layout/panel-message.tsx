import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn';

interface PanelMessageProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons or links: the way on. */
  readonly actions?: ReactNode;
  readonly role?: 'alert' | 'status';
  readonly className?: string;
}

/** What stands where content would: why there is none, and what to do. */
export function PanelMessage({ icon: Icon, title, children, actions, role, className }: PanelMessageProps) {
  return (
    <div role={role} className={cn('flex flex-col items-center gap-3 px-4 py-12 text-center', className)}>
      {Icon && <Icon aria-hidden className="size-6 text-muted-foreground" strokeWidth={1.5} />}
      <div className="flex max-w-md flex-col gap-1">
        <p className="font-medium">{title}</p>
        {children && <div className="text-muted-foreground">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

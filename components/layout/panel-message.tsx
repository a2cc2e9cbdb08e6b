import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn';

interface PanelMessageProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  /** The message is the whole page, so its title is the page's heading. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
  /** Buttons or links: the way on. */
  readonly actions?: ReactNode;
  readonly role?: 'alert' | 'status';
  readonly className?: string;
}

/** What stands where content would: why there is none, and what to do. */
export function PanelMessage({
  icon: Icon,
  title,
  isPage,
  children,
  actions,
  role,
  className,
}: PanelMessageProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div role={role} className={cn('flex flex-col items-center gap-3 px-4 py-12 text-center', className)}>
      {Icon && <Icon aria-hidden className="size-6 text-muted-foreground" strokeWidth={1.5} />}
      <div className="flex max-w-md flex-col gap-1">
        <Title className="font-medium">{title}</Title>
        {children && <div className="text-muted-foreground">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

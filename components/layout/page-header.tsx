import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** Facts under the title, one line. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page about one thing. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <header className="flex shrink-0 items-start gap-4 border-b px-4 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h1 className="text-lg font-semibold break-words">{title}</h1>
        {children}
      </div>
      {actions && <div className="flex shrink-0 gap-2 print:hidden">{actions}</div>}
    </header>
  );
}

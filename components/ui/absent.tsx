import type { ReactNode } from 'react';

/** Says what is not there: `no access key`. Never blank, never "N/A". */
export function Absent({ children }: { readonly children: ReactNode }) {
  return <span className="truncate pr-0.5 text-muted-foreground italic">{children}</span>;
}

'use client';

import { Dialog, DialogContent, DialogDescription, DialogTitle } from '../ui/dialog';
import { Kbd } from '../ui/kbd';

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: ReadonlyArray<readonly [keys: readonly string[], does: string]>;
}

const EVERYWHERE: ShortcutGroup = {
  title: 'Everywhere',
  shortcuts: [
    [['Ctrl', 'K'], 'Search and commands'],
    [['c'], 'Copy the identifier in focus'],
    [['?'], 'This list'],
  ],
};

interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly groups: readonly ShortcutGroup[];
}

export function ShortcutsDialog({ open, onOpenChange, groups }: ShortcutsDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md">
        <DialogTitle>Keys</DialogTitle>
        <DialogDescription className="sr-only">What single keys do on this page</DialogDescription>
        {[...groups, EVERYWHERE].map((group) => (
          <section key={group.title} className="flex flex-col gap-1">
            <h3 className="text-muted-foreground">{group.title}</h3>
            <dl>
              {group.shortcuts.map(([keys, does]) => (
                <div key={does} className="flex h-8 items-center justify-between border-b last:border-0">
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '../ui/dialog';
import { Kbd } from '../ui/kbd';

// Fetched with the first opening.
const Commands = dynamic(() => import('./commands').then((module) => module.Commands), {
  loading: () => <div className="h-96" />,
});

export function CommandMenu({ signOut }: { readonly signOut: () => void }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((wasOpen) => !wasOpen);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <Button
        variant="outline"
        onClick={() => setOpen(true)}
        className="w-64 justify-start px-2 font-normal text-muted-foreground"
      >
        <Search aria-hidden />
        Search or run a command
        <Kbd className="ml-auto">Ctrl K</Kbd>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent className="max-w-2xl gap-0 overflow-hidden p-0 [&>button]:hidden">
          <DialogTitle className="sr-only">Search and commands</DialogTitle>
          <DialogDescription className="sr-only">Pages, actions, and alerts by text</DialogDescription>
          <Commands close={() => setOpen(false)} signOut={signOut} />
        </DialogContent>
      </Dialog>
    </>
  );
}

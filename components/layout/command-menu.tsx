'use client';

import { Command } from 'cmdk';
import { LogOut, Search, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { type ReactNode, useEffect, useState } from 'react';
import { useUploads } from '../bundles/upload/upload-provider';
import { Button } from '../ui/button';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { CommandAlerts } from './command-alerts';
import { COMMAND_GROUP, COMMAND_ITEM } from './command-styles';
import { SECTIONS } from './nav';
import { THEMES } from './theme-menu';

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
        <DialogContent className="gap-0 overflow-hidden p-0 [&>button]:hidden">
          <DialogTitle className="sr-only">Search and commands</DialogTitle>
          <DialogDescription className="sr-only">Pages, actions, and alerts by text</DialogDescription>
          <Commands close={() => setOpen(false)} signOut={signOut} />
        </DialogContent>
      </Dialog>
    </>
  );
}

interface CommandsProps {
  readonly close: () => void;
  readonly signOut: () => void;
}

function Commands({ close, signOut }: CommandsProps) {
  const [text, setText] = useState('');
  const router = useRouter();
  const { setTheme } = useTheme();
  const { chooseFiles } = useUploads();
  const run = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Command label="Search and commands" className="flex min-h-0 flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Alert text, page or command"
        className="h-11 border-b bg-transparent px-4 outline-none placeholder:text-muted-foreground"
      />
      <Command.List className="max-h-96 overflow-y-auto p-1">
        <Command.Empty className="p-4 text-center text-muted-foreground">Nothing matches.</Command.Empty>
        <CommandAlerts text={text.trim()} open={(id) => run(() => router.push(`/alerts/${id}`))()} />
        <Command.Group heading="Go to" className={COMMAND_GROUP}>
          {SECTIONS.map(({ href, label, icon: Icon }) => (
            <Item key={href} onSelect={run(() => router.push(href))}>
              <Icon aria-hidden />
              {label}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading="Do" className={COMMAND_GROUP}>
          <Item onSelect={run(chooseFiles)}>
            <Upload aria-hidden />
            Upload CloudTrail files
          </Item>
          {THEMES.map(({ value, label, icon: Icon }) => (
            <Item key={value} onSelect={run(() => setTheme(value))}>
              <Icon aria-hidden />
              Theme: {label.toLowerCase()}
            </Item>
          ))}
          <Item onSelect={run(signOut)}>
            <LogOut aria-hidden />
            Sign out
          </Item>
        </Command.Group>
      </Command.List>
    </Command>
  );
}

function Item({ onSelect, children }: { readonly onSelect: () => void; readonly children: ReactNode }) {
  return (
    <Command.Item onSelect={onSelect} className={COMMAND_ITEM}>
      {children}
    </Command.Item>
  );
}

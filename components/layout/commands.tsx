'use client';

import { Command } from 'cmdk';
import { LogOut, type LucideIcon, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { useUploads } from '../bundles/upload/upload-provider';
import { CommandAlerts } from './command-alerts';
import { COMMAND_GROUP, COMMAND_ITEM } from './command-styles';
import { SECTIONS } from './nav';
import { THEMES } from './theme-menu';

interface CommandsProps {
  readonly close: () => void;
  readonly signOut: () => void;
}

/** Pages, actions, and alerts by text. */
export function Commands({ close, signOut }: CommandsProps) {
  const [text, setText] = useState('');
  const router = useRouter();
  const { setTheme } = useTheme();
  const { chooseFiles } = useUploads();
  const goTo: readonly CommandEntry[] = SECTIONS.map(({ href, label, icon }) => ({
    label,
    icon,
    run: () => router.push(href),
  }));
  const act: readonly CommandEntry[] = [
    { label: 'Upload CloudTrail files', icon: Upload, run: chooseFiles },
    ...THEMES.map(({ value, label, icon }) => ({
      label: `Theme: ${label.toLowerCase()}`,
      icon,
      run: () => setTheme(value),
    })),
    { label: 'Sign out', icon: LogOut, run: signOut },
  ];
  const choose = (run: () => void) => {
    close();
    run();
  };
  return (
    // Alerts match on the server; a second filter here would drop some of them.
    <Command label="Search and commands" shouldFilter={false} className="flex min-h-0 flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Alert text, page or command"
        className="h-11 border-b bg-transparent px-4 outline-none placeholder:text-muted-foreground"
      />
      <Command.List className="max-h-96 overflow-y-auto p-1">
        <Command.Empty className="p-4 text-center text-muted-foreground">Nothing matches.</Command.Empty>
        <CommandGroup heading="Go to" entries={goTo} text={text} choose={choose} />
        <CommandGroup heading="Do" entries={act} text={text} choose={choose} />
        <CommandAlerts text={text.trim()} open={(id) => choose(() => router.push(`/alerts/${id}`))} />
      </Command.List>
    </Command>
  );
}

interface CommandEntry {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

interface CommandGroupProps {
  readonly heading: string;
  readonly entries: readonly CommandEntry[];
  readonly text: string;
  readonly choose: (run: () => void) => void;
}

function CommandGroup({ heading, entries, text, choose }: CommandGroupProps) {
  const wanted = text.trim().toLowerCase();
  const shown = entries.filter(({ label }) => label.toLowerCase().includes(wanted));
  if (shown.length === 0) return null;
  return (
    <Command.Group heading={heading} className={COMMAND_GROUP}>
      {shown.map(({ label, icon: Icon, run }) => (
        <Command.Item key={label} value={label} onSelect={() => choose(run)} className={COMMAND_ITEM}>
          <Icon aria-hidden />
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

import { Bell, FolderArchive, type LucideIcon, Rows3, ScrollText, Settings } from 'lucide-react';

export interface Section {
  readonly segment: string;
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** The pages there are, in the order of the rail. */
export const SECTIONS: readonly Section[] = [
  { segment: 'alerts', href: '/alerts', label: 'Alerts', icon: Bell },
  { segment: 'events', href: '/events', label: 'Events', icon: Rows3 },
  { segment: 'bundles', href: '/bundles', label: 'Bundles', icon: FolderArchive },
  { segment: 'rules', href: '/rules', label: 'Rules', icon: ScrollText },
  { segment: 'settings', href: '/settings/tokens', label: 'Settings', icon: Settings },
];

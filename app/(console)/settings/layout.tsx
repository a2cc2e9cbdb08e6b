import type { ReactNode } from 'react';
import { SubNav } from '@/components/layout/sub-nav';

const PAGES = [
  { href: '/settings/tokens', label: 'Tokens' },
  { href: '/settings/sources', label: 'Watched sources' },
] as const;

export default function SettingsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <SubNav label="Settings" pages={PAGES} />
      {children}
    </>
  );
}

import type { ReactNode } from 'react';
import { SubNav } from '@/components/layout/sub-nav';

const PAGES = [
  { href: '/rules', label: 'List' },
  { href: '/rules/attack', label: 'ATT&CK' },
] as const;

export default function RulesLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <SubNav label="Views of the rules" pages={PAGES} />
      {children}
    </>
  );
}

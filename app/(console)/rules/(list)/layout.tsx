import type { ReactNode } from 'react';
import { RulesNav } from '@/components/rules/rules-nav';

export default function RulesLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <RulesNav />
      {children}
    </>
  );
}

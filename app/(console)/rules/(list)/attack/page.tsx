import type { Metadata } from 'next';
import { AttackMatrix } from '@/components/rules/attack-matrix';
import { requireActor } from '@/lib/auth/require';
import { attackCoverage } from '@/lib/rules/attack-coverage';

export const metadata: Metadata = { title: 'ATT&CK coverage' };

export default async function AttackPage() {
  const ctx = await requireActor();
  return <AttackMatrix coverage={await attackCoverage({ ctx })} />;
}

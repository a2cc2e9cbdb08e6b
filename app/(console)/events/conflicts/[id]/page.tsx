import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConflictPage } from '@/components/events/conflict/conflict-page';
import { requireActor } from '@/lib/auth/require';
import { compareConflict } from '@/lib/events/compare-conflict';
import { orNotFound } from '../../../or-not-found';

/** Once per request, for the title and the page. */
const readConflict = cache(async (param: string) => {
  const ctx = await requireActor();
  const id = Number(param);
  if (!Number.isSafeInteger(id) || id < 1 || id > 2_147_483_647) notFound();
  return orNotFound(() => compareConflict({ ctx, input: { id } }));
});

export async function generateMetadata({ params }: PageProps<'/events/conflicts/[id]'>): Promise<Metadata> {
  const { action } = await readConflict((await params).id);
  return { title: `Conflict: ${action ?? 'event'}` };
}

export default async function ConflictDetailPage({ params }: PageProps<'/events/conflicts/[id]'>) {
  return <ConflictPage conflict={await readConflict((await params).id)} />;
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { EventPage } from '@/components/events/event-detail';
import { requireActor } from '@/lib/auth/require';
import { getEvent } from '@/lib/events/get';
import { orNotFound } from '../../or-not-found';

export const metadata: Metadata = { title: 'Event' };

export default async function EventDetailPage({ params }: PageProps<'/events/[id]'>) {
  const ctx = await requireActor();
  const id = z.guid().safeParse((await params).id);
  if (!id.success) notFound();
  return <EventPage event={await orNotFound(() => getEvent({ ctx, input: { id: id.data } }))} />;
}

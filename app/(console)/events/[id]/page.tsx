import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { EventPage } from '@/components/events/event-detail';
import { requireActor } from '@/lib/auth/require';
import { getEvent } from '@/lib/events/get';
import { orNotFound } from '../../or-not-found';

/** Once per request, for the title and the page. */
const readEvent = cache(async (param: string) => {
  const ctx = await requireActor();
  const id = z.guid().safeParse(param);
  if (!id.success) notFound();
  return orNotFound(() => getEvent({ ctx, input: { id: id.data } }));
});

export async function generateMetadata({ params }: PageProps<'/events/[id]'>): Promise<Metadata> {
  const event = await readEvent((await params).id);
  return { title: event.action ?? 'Event' };
}

export default async function EventDetailPage({ params }: PageProps<'/events/[id]'>) {
  return <EventPage event={await readEvent((await params).id)} />;
}

import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AlertWorksheet } from '@/components/alerts/worksheet/alert-worksheet';
import { shownRange } from '@/components/alerts/worksheet/timeline-view';
import { getAlert } from '@/lib/alerts/get';
import { listAudit } from '@/lib/audit/list';
import { requireActor } from '@/lib/auth/require';
import { AppError } from '@/lib/errors';
import { getEvent } from '@/lib/events/get';
import { getTimeline } from '@/lib/investigate/timeline';
import { getWorksheet } from '@/lib/investigate/worksheet';
import { activityQuery, timelineQuery, worksheetQuery } from '@/lib/queries/alert';
import { alertDetailQuery } from '@/lib/queries/alerts';
import { eventDetailQuery } from '@/lib/queries/events';
import { makeQueryClient } from '@/lib/queries/query-client';
import { setAlertStatus, setStep } from './actions';
import { loadTimelineParams } from './search-params';

type AlertPageProps = PageProps<'/alerts/[id]'>;

export async function generateMetadata({ params }: AlertPageProps): Promise<Metadata> {
  const { ruleName, eventTime } = await findAlert((await params).id);
  return { title: `${ruleName}, ${eventTime.slice(0, 10)}` };
}

export default async function AlertPage({ params, searchParams }: AlertPageProps) {
  const { id } = await params;
  const [ctx, alert, view] = await Promise.all([
    requireActor(),
    findAlert(id),
    loadTimelineParams(searchParams),
  ]);
  const range = shownRange(view.from, view.to, alert.eventTime);

  // A part that fails here is asked for again by the browser, and only that part shows the error.
  const client = makeQueryClient();
  client.setQueryData(alertDetailQuery(id).queryKey, alert);
  await Promise.all([
    client.prefetchQuery({
      ...worksheetQuery(id),
      queryFn: () => getWorksheet({ ctx, input: { alertId: id } }),
    }),
    client.prefetchQuery({
      ...timelineQuery(id, range),
      queryFn: () => getTimeline({ ctx, input: { alertId: id, ...range } }),
    }),
    // The form that the event came in; an alert whose bundle is deleted has none.
    alert.sourceDeletedAt === null &&
      client.prefetchQuery({
        ...eventDetailQuery(alert.eventId),
        queryFn: () => getEvent({ ctx, input: { id: alert.eventId } }),
      }),
    client.prefetchQuery({
      ...activityQuery(id),
      queryFn: () => listAudit({ ctx, input: { targetType: 'alert', targetId: id } }),
    }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AlertWorksheet key={id} id={id} actions={{ setStatus: setAlertStatus, setStep }} />
    </HydrationBoundary>
  );
}

/** One look-up for the page and its title. */
const findAlert = cache(async (id: string) => {
  const ctx = await requireActor();
  try {
    return await getAlert({ ctx, input: { id } });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    throw error;
  }
});

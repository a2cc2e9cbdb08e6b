'use client';

import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { eventDetailQuery } from '@/lib/queries/events';
import { envelopeWord } from '../../bundles/envelope-words';
import { lackingWords } from '../../bundles/lacking';

/** Said when the event came in a form that tells less than a record: what is absent below is absent there. */
export function FormNote({ eventId }: { readonly eventId: string }) {
  const { data } = useQuery({ ...eventDetailQuery(eventId), retry: false });
  if (!data || data.lacks.length === 0) return null;
  return (
    <p className="text-warning">
      <Info aria-hidden className="mr-1.5 inline size-4 align-text-bottom" />
      The event came as “{envelopeWord(data.envelope)}”, which has no {lackingWords(data.lacks)}. What is
      absent below is absent there, and no sign of anything.
    </p>
  );
}

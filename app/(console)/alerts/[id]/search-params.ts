import { createLoader } from 'nuqs/server';
import { timelineParsers } from '@/components/alerts/worksheet/timeline-view';

export const loadTimelineParams = createLoader(timelineParsers);

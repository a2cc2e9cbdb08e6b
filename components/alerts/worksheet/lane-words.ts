import type { LaneKey, TimelineLane } from '@/lib/investigate/schemas';

/** What the alert's own value of a lane is called. */
const LANE_NOUNS = {
  principal: 'principal',
  access_key: 'access key',
  source_address: 'source address',
  instance: 'instance',
} as const satisfies Record<LaneKey, string>;

export const LANE_COUNT = Object.keys(LANE_NOUNS).length;

export function laneNoun(key: LaneKey): string {
  return LANE_NOUNS[key];
}

const NOTHING_ELSE = {
  principal: 'nothing else by this principal',
  access_key: 'nothing else by this key',
  source_address: 'nothing else from this address',
  instance: 'nothing else on this instance',
} as const satisfies Record<LaneKey, string>;

/** Why a lane has no marks: no value to look for, or nothing found in the range. */
export function emptyLaneText({ key, value }: TimelineLane): string {
  return value === null ? `no ${LANE_NOUNS[key]} in this record` : `${NOTHING_ELSE[key]} in this range`;
}

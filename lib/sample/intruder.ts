import { SECOND_MS } from '../time';
import { ADDRESSES } from './account';
import { AGENTS } from './agents';
import { INTRUSION_DAY } from './calendar';
import { cliAgent } from './callers';

/** The intruder's machine: one address of a hosting provider in Bucharest, a shell on Kali and a script. */
export const FROM_KALI = { address: ADDRESSES.intruder, agent: cliAgent('kali') };
export const FROM_SCRIPT = { address: ADDRESSES.intruder, agent: AGENTS.boto3Intruder };

/** A moment of the day of the intrusion. */
export function night(hour: number, minute: number, second = 0): number {
  return INTRUSION_DAY + ((hour * 60 + minute) * 60 + second) * SECOND_MS;
}

import { env } from '../env';

/** The address people type; cookies and redirects follow it. */
export function publicUrl(): string {
  const { TRAILHOUND_URL, TRAILHOUND_HOST, TRAILHOUND_PORT } = env();
  return TRAILHOUND_URL ?? `http://${TRAILHOUND_HOST}:${TRAILHOUND_PORT}`;
}

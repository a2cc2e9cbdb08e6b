import { chromiumPath } from './chromium';

/** Finds (or unpacks) the browser once, before the workers ask for it. */
export default async function setup(): Promise<void> {
  process.env.TRAILHOUND_CHROMIUM = await chromiumPath();
}

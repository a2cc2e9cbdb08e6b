import type { Context } from '../db/context';
import { logFault } from '../log';
import { DAY_MS, MINUTE_MS } from '../time';
import { expireUploads } from './expire-uploads';
import { failAbandoned } from './fail-abandoned';
import { releaseDead } from './release-dead';

/** Goes on with, or ends, what processes left behind that were killed: at once, and from time to time. */
export async function startHousekeeping(ctx: Context, dataDir: string): Promise<() => Promise<void>> {
  const chores = [
    chore('releasing jobs', MINUTE_MS, async () => {
      await releaseDead(ctx.db);
      await failAbandoned(ctx);
    }),
    chore('expiring uploads', DAY_MS, () => expireUploads(ctx, dataDir)),
  ];
  await Promise.all(chores.map(({ first }) => first));
  return async () => {
    await Promise.all(chores.map((each) => each.stop()));
  };
}

/** Does something now and again every so often, never twice at once. What fails is logged, and tried next time. */
function chore(name: string, everyMs: number, work: () => Promise<void>) {
  let current: Promise<void> | undefined;
  const start = () => {
    current ??= work()
      .catch((error: unknown) => logFault(name, error))
      .finally(() => {
        current = undefined;
      });
    return current;
  };
  const timer = setInterval(start, everyMs);
  return {
    first: start(),
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}

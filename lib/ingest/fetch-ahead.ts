import { setMaxListeners } from 'node:events';
import type { SourceFile } from './sources';

/** Objects on their way at once: enough to hide a round trip each, few enough not to be throttled. */
const FETCHES_AT_ONCE = 16;
/** Bytes fetched and not read yet, at most. */
const BYTES_AHEAD_MAX = 64 * 1024 * 1024;

interface Fetching {
  readonly bytes: number;
  readonly source: Promise<SourceFile>;
}

/**
 * The same sources in the same order, those from elsewhere with their bytes fetched before their turn comes; of these
 * the ones that are done by their label are left out. Throws when a fetch failed for now: nothing of that source was
 * read then.
 */
export async function* fetchAhead(
  sources: readonly SourceFile[],
  isDone: (label: string) => boolean,
): AsyncGenerator<SourceFile, void, undefined> {
  const stopped = new AbortController();
  // Each fetch listens for the end of all.
  setMaxListeners(0, stopped.signal);
  const ahead: Fetching[] = [];
  let bytesAhead = 0;
  let next = 0;

  function fetchMore(): void {
    for (; ahead.length < FETCHES_AT_ONCE; next += 1) {
      const source = sources[next];
      if (!source) return;
      if (source.open && isDone(source.label)) continue;
      const bytes = source.fetch ? source.bytes : 0;
      if (ahead.length > 0 && bytesAhead + bytes > BYTES_AHEAD_MAX) return;
      const fetched = source.fetch
        ? source.fetch(stopped.signal).then((open) => ({ ...source, open }))
        : Promise.resolve(source);
      // It may fail long before its turn: who waits for it then is told.
      fetched.catch(() => undefined);
      ahead.push({ bytes, source: fetched });
      bytesAhead += bytes;
    }
  }

  try {
    for (fetchMore(); ahead.length > 0; fetchMore()) {
      const [first] = ahead.splice(0, 1);
      if (!first) return;
      const source = await first.source;
      yield source;
      bytesAhead -= first.bytes;
    }
  } finally {
    stopped.abort();
  }
}

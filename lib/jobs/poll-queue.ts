import { AppError } from '../errors';
import { type NotifiedObject, parseNotification } from '../sources/notification';
import { s3Url } from '../sources/s3-location';
import { SECOND_MS } from '../time';
import { openQueue, type Queue, type QueueMessage } from './sqs-queue';
import { hasUnfinished, ingestObjects, type Poll, readAlready, setAside, whyNotRead } from './watched-bundle';

export interface QueueLimits {
  /** How long one look takes when nothing comes; the next follows within the minute. */
  readonly lookMs: number;
  readonly waitSeconds: number;
  /** How long messages stay hidden; kept up while their objects are read. */
  readonly hiddenSeconds: number;
  /** Until a message is tried again, times its tries. */
  readonly retrySeconds: number;
  readonly triesMax: number;
}

export const QUEUE_LIMITS: QueueLimits = {
  lookMs: 50 * SECOND_MS,
  waitSeconds: 20,
  hiddenSeconds: 120,
  retrySeconds: 60,
  triesMax: 5,
};

/** Messages that one bundle is made of, at most. */
const MESSAGES_AT_ONCE = 500;

interface Told {
  readonly message: QueueMessage;
  readonly objects: readonly NotifiedObject[];
}

/**
 * Reads the objects that a queue's messages tell of. A message is deleted when everything it tells of has been
 * committed; one that cannot be understood, or whose objects could not be had several times, is set aside.
 */
export async function pollQueue(poll: Poll, limits: QueueLimits = QUEUE_LIMITS): Promise<void> {
  // Its messages come back; their objects are known then.
  if (await hasUnfinished(poll)) return;
  const queue = openQueue(poll.source);
  const until = Date.now() + limits.lookMs;
  while (!poll.signal.aborted && Date.now() < until) {
    const messages = await receive(queue, poll.signal, limits);
    if (messages.length > 0) await handle(poll, queue, messages, limits);
  }
}

/** As many messages as are there. The first is waited for. */
async function receive(queue: Queue, signal: AbortSignal, limits: QueueLimits): Promise<QueueMessage[]> {
  const messages: QueueMessage[] = [];
  try {
    while (messages.length < MESSAGES_AT_ONCE) {
      const wait = messages.length === 0 ? limits.waitSeconds : 0;
      const more = await queue.receive(wait, limits.hiddenSeconds, signal);
      if (more.length === 0) break;
      messages.push(...more);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return messages;
}

async function handle(
  poll: Poll,
  queue: Queue,
  messages: readonly QueueMessage[],
  limits: QueueLimits,
): Promise<void> {
  const told: Told[] = [];
  const settled: QueueMessage[] = [];
  for (const message of messages) {
    const notification = parseNotification(message.body);
    if (notification.kind === 'objects') {
      told.push({ message, objects: notification.objects });
      continue;
    }
    if (notification.kind === 'unknown') await setAside(poll, { ...message, reason: notification.reason });
    settled.push(message);
  }
  await queue.remove(settled);
  if (told.length > 0) await readTold(poll, queue, told, limits);
}

async function readTold(poll: Poll, queue: Queue, told: readonly Told[], limits: QueueLimits): Promise<void> {
  const messages = told.map(({ message }) => message);
  let hiding: Promise<unknown> = Promise.resolve();
  const keepHidden = () => {
    hiding = queue.hide(messages, limits.hiddenSeconds).catch(() => undefined);
  };
  const timer = setInterval(keepHidden, (limits.hiddenSeconds * SECOND_MS) / 3);
  try {
    const { db } = poll.ctx;
    const objects = told.flatMap((each) => each.objects);
    const known = await readAlready(db, objects);
    const fresh = new Map(
      objects.filter((object) => !known.has(s3Url(object))).map((each) => [s3Url(each), each]),
    );
    const bundle = fresh.size > 0 ? await ingestObjects(poll, [...fresh.values()]) : null;
    // By name only: what a message told of may have been replaced since, and the newer one was read.
    const read = await readAlready(
      db,
      objects.map(({ bucket, key }) => ({ bucket, key })),
    );
    // A call under way would hide again what is given back for another try.
    clearInterval(timer);
    await hiding;
    await settle(poll, queue, told, read, bundle, limits);
  } finally {
    clearInterval(timer);
  }
}

/** Deletes the messages whose objects have been read, and sets aside those that were tried often enough. */
async function settle(
  poll: Poll,
  queue: Queue,
  told: readonly Told[],
  read: ReadonlySet<string>,
  bundle: { readonly bundleId: number; readonly isDone: boolean } | null,
  limits: QueueLimits,
): Promise<void> {
  const done: QueueMessage[] = [];
  for (const { message, objects } of told) {
    const missing = objects.find((object) => !read.has(s3Url(object)));
    if (missing === undefined) {
      done.push(message);
    } else if (message.tries >= limits.triesMax && bundle) {
      const reason = await whyNotRead(poll.ctx.db, bundle.bundleId, missing);
      await setAside(poll, { ...message, reason });
      done.push(message);
    } else {
      await queue.hide([message], limits.retrySeconds * message.tries);
    }
  }
  await queue.remove(done);
  if (bundle && !bundle.isDone && !poll.signal.aborted)
    throw new AppError('unavailable', `Bundle ${bundle.bundleId} could not be read to its end yet.`);
}

import { z } from 'zod';

/** What an S3 or SQS address needs beside itself. */
export const Region = z.string().regex(/^[A-Za-z0-9-]{1,63}$/, 'A region, such as eu-west-1.');
export const Endpoint = z.url({
  protocol: /^https?$/,
  error: 'The address of a server, such as https://s3.example.com.',
});
export const Day = z.iso.date('A day, such as 2026-03-20.');

export const AddSourceInput = z.object({
  /** `s3://bucket/prefix`, or a queue's address. */
  url: z.string().min(1).max(2000),
  region: Region.optional(),
  endpoint: Endpoint.optional(),
  /** First day of a prefix to be read; today by default. */
  since: Day.optional(),
});
export type AddSourceInput = z.infer<typeof AddSourceInput>;

export type SourceKind = 'prefix' | 'queue';

/** How far a prefix has been listed, as its row keeps it. */
export const PrefixCursor = z.object({
  since: Day.optional(),
  /** The last key seen of each region's folder. */
  last: z.record(z.string(), z.string()).default({}),
  /** Keys that could not be had, and how often that was tried. */
  failed: z.record(z.string(), z.number()).default({}),
});
export type PrefixCursor = z.infer<typeof PrefixCursor>;

/** A message, or an object of a prefix, that nothing could be made of. */
export interface PoisonRow {
  readonly messageId: string;
  readonly reason: string;
  readonly receivedAt: string;
  readonly tries: number;
  readonly body: string;
}

export interface SourceRow {
  readonly id: number;
  readonly kind: SourceKind;
  readonly url: string;
  readonly region: string | null;
  readonly endpoint: string | null;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastRunAt: string | null;
  readonly lastError: string | null;
  /** Bundles that came from here. */
  readonly bundles: number;
  /** What was set aside, newest first, at most 20 of `poisonTotal`. */
  readonly poison: readonly PoisonRow[];
  readonly poisonTotal: number;
}

import { z } from 'zod';

/** What an S3 or SQS address needs beside itself. */
export const Region = z.string().regex(/^[A-Za-z0-9-]{1,63}$/, 'A region, such as eu-west-1.');
export const Endpoint = z.url({
  protocol: /^https?$/,
  error: 'The address of a server, such as https://s3.example.com.',
});
export const Day = z.iso.date('A day, such as 2026-03-20.');

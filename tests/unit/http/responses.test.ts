import { describe, expect, test } from 'vitest';
import { AppError, type ErrorCode, errorMessage, notFound } from '@/lib/errors';
import { toErrorBody, toStatus } from '@/lib/http/responses';

describe('a refusal keeps its code, its sentence and its fields', () => {
  test.each<[ErrorCode, number]>([
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['invalid', 400],
    ['too_large', 413],
    ['unreadable', 422],
    ['unavailable', 503],
  ])('%s answers %d', (code, status) => {
    const error = new AppError(code, 'A sentence.');

    expect(toStatus(error)).toBe(status);
    expect(toErrorBody(error)).toEqual({ error: { code, message: 'A sentence.' } });
  });

  test('with the inputs that were wrong', () => {
    const error = new AppError('invalid', 'Not valid.', { note: 'Too long.' });

    expect(toErrorBody(error)).toEqual({
      error: { code: 'invalid', message: 'Not valid.', fields: { note: 'Too long.' } },
    });
    expect(notFound('alert', 7).message).toBe('There is no alert 7.');
  });
});

describe('a fault leaks nothing', () => {
  const secret = 'postgresql://me:hunter2@db/x failed at /srv/app/lib/db.ts';

  test.each([
    ['an error', new Error(secret)],
    [
      'an error with more in it',
      Object.assign(new Error(secret), { code: 'forbidden', fields: { x: secret } }),
    ],
    ['an error with a cause', new Error('x', { cause: new Error(secret) })],
    ['a text', secret],
    ['an object that looks like a refusal', { code: 'invalid', message: secret }],
    ['nothing', undefined],
    ['null', null],
  ])('%s', (_, thrown) => {
    expect(toStatus(thrown)).toBe(500);
    expect(toErrorBody(thrown)).toEqual({
      error: { code: 'internal', message: 'Something went wrong on the server. The log has the details.' },
    });
  });
});

test('anything thrown has a message for the log', () => {
  expect(errorMessage(new Error('why'))).toBe('why');
  expect(errorMessage('text')).toBe('text');
  expect(errorMessage(null)).toBe('null');
});

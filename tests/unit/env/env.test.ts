import { describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';

describe('without configuration', () => {
  test('the defaults are a local server with an embedded database', () => {
    expect(readEnv({})).toEqual({
      NODE_ENV: 'development',
      TRAILHOUND_DATA_DIR: '.trailhound',
      TRAILHOUND_HOST: '127.0.0.1',
      TRAILHOUND_PORT: 3000,
      TRAILHOUND_PUSH_BYTES_MAX: 256_000_000,
    });
  });

  test('an empty variable counts as unset, and foreign ones do not matter', () => {
    expect(readEnv({ TRAILHOUND_PORT: '', DATABASE_URL: '', PATH: '/bin' })).toEqual(readEnv({}));
  });
});

test('good values are taken as they are', () => {
  const good = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://me:secret@db.example:5432/trailhound',
    TRAILHOUND_DATA_DIR: '/var/lib/trailhound',
    TRAILHOUND_HOST: '0.0.0.0',
    TRAILHOUND_PORT: '8443',
    TRAILHOUND_URL: 'https://hunt.example.com',
    TRAILHOUND_ADMIN_EMAIL: 'ada@example.com',
    TRAILHOUND_ADMIN_PASSWORD: 'correct horse',
    TRAILHOUND_SECRET: 's'.repeat(32),
    TRAILHOUND_PUSH_BYTES_MAX: '1000000',
  };

  expect(readEnv(good)).toEqual({ ...good, TRAILHOUND_PORT: 8443, TRAILHOUND_PUSH_BYTES_MAX: 1_000_000 });
});

describe('a wrong value is named in a sentence', () => {
  test.each([
    ['NODE_ENV', 'staging'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost:5432'],
    ['TRAILHOUND_PORT', 'http'],
    ['TRAILHOUND_PORT', '0'],
    ['TRAILHOUND_PORT', '65536'],
    ['TRAILHOUND_PORT', '80.5'],
    ['TRAILHOUND_URL', 'hunt.example.com'],
    ['TRAILHOUND_URL', 'javascript:alert(1)'],
    ['TRAILHOUND_ADMIN_EMAIL', 'ada'],
    ['TRAILHOUND_ADMIN_PASSWORD', 'short'],
    ['TRAILHOUND_SECRET', 'short'],
    ['TRAILHOUND_PUSH_BYTES_MAX', '256 MB'],
    ['TRAILHOUND_PUSH_BYTES_MAX', '0'],
  ])('%s=%s', (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^Configuration: ${name} \\S.{5,}$`));
  });

  test('several at once are all named', () => {
    expect(() => readEnv({ TRAILHOUND_PORT: 'x', TRAILHOUND_SECRET: 'y' })).toThrow(
      /TRAILHOUND_PORT .*; TRAILHOUND_SECRET needs at least 32 characters/,
    );
  });

  test('without repeating a secret', () => {
    for (const name of ['TRAILHOUND_ADMIN_PASSWORD', 'TRAILHOUND_SECRET', 'DATABASE_URL']) {
      expect(() => readEnv({ [name]: 'hunter2' })).not.toThrow(/hunter2/);
    }
  });
});

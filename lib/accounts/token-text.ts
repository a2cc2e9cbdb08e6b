import { createHash, randomBytes } from 'node:crypto';

/** Tells a token of ours from other secrets, for people and for scanners of leaked secrets. */
const PREFIX = 'th_';
const FORM = /^th_[A-Za-z0-9_-]{43}$/;

export function newTokenText(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

export function isTokenText(text: string): boolean {
  return FORM.test(text);
}

/** What is stored instead of the token. 256 random bits need no slow hash, and no salt. */
export function tokenSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

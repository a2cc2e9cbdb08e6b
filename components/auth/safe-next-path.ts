const HOME = '/alerts';
const ORIGIN = 'http://same.invalid';

/** Where to go after signing in: a path of this site, or the alerts. Never another host, whatever the link says. */
export function safeNextPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return HOME;
  const url = URL.parse(next, ORIGIN);
  if (url?.origin !== ORIGIN || url.pathname.startsWith('//')) return HOME;
  return url.pathname + url.search;
}

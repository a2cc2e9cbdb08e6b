import { env } from '../env';
import { type Database, openDatabase } from './client';

const holder = globalThis as typeof globalThis & { trailhoundDatabase?: Database };

/**
 * The web process's database, opened once. The supervisor sets DATABASE_URL for its children, embedded or not.
 * Kept on globalThis because the development server loads modules anew on every change.
 */
export function appDatabase(): Database {
  if (holder.trailhoundDatabase) return holder.trailhoundDatabase;
  const url = env().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. Start the web server with `npm start`.');
  holder.trailhoundDatabase = openDatabase(url);
  return holder.trailhoundDatabase;
}

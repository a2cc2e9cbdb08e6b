// Entry of an ingest thread: TypeScript is run as it lies in the checkout (see lib/cli/bin.mjs).
import { register } from 'tsx/esm/api';

register();
await import('./ingest-thread.ts');

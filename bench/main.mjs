#!/usr/bin/env node
// The entry of `npm run bench`: TypeScript is run as it lies in the checkout, like the command line itself.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const invokedFrom = process.cwd();
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
register();
const { main } = await import('./program.ts');
process.exitCode = await main(process.argv.slice(2), invokedFrom);

#!/usr/bin/env node
// The entry of `npx trailhound` and of the npm scripts: TypeScript is run as it lies in the checkout.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const invokedFrom = process.cwd();
// Prisma's files, the rule catalog and the built web app are found from the checkout's root.
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
register();
const { main } = await import('./main.ts');
const code = await main(process.argv.slice(2), invokedFrom);
// What a slow reader has not taken yet would be cut off: a pipe holds 64 kB.
for (const stream of [process.stdout, process.stderr]) {
  await new Promise((resolve) => stream.write('', resolve));
}
process.exit(code);

// What reading costs at least: one Node thread decompresses and parses every file, and keeps nothing.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder = '.'] = process.argv.slice(2);
const started = performance.now();
let events = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.json.gz')) continue;
  events += JSON.parse(gunzipSync(readFileSync(path.join(folder, name))).toString('utf8')).Records.length;
}
const seconds = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ events, seconds, storedBytes: 0 }));

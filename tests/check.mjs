// `npm run check`: format, lint, types, import rules, unit tests. Types keep one core busy and the tests the other,
// so they run side by side; what each printed is shown when it ends.
import { spawn } from 'node:child_process';

function run(name, command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('exit', (code) => {
      process.stdout.write(`${output.trimEnd()}\n${name}: ${code === 0 ? 'right' : 'wrong'}\n`);
      resolve(code === 0);
    });
  });
}

const results = await Promise.all([
  run('format and lint', 'biome check .'),
  run('types', 'next typegen && tsc --noEmit'),
  run('import rules and unit tests', 'vitest run --project unit --reporter=dot'),
]);
process.exit(results.every(Boolean) ? 0 : 1);

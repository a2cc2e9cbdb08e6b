import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** A tar of the given files, in order. */
export async function tar(
  files: ReadonlyArray<readonly [name: string, content: string | Buffer]>,
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name }, content);
  archive.finalize();
  return buffer(archive);
}

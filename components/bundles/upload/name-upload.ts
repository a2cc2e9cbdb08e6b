import { formatNumber } from '@/lib/format';

const NAME_LENGTH_MAX = 200;

/** A bundle's name from what was dropped: the folder they share, the only file, or how many there are. */
export function nameUpload(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.includes('/') ? first.slice(0, first.indexOf('/')) : '';
  const shared = folder !== '' && paths.every((path) => path.startsWith(`${folder}/`));
  if (shared) return folder.slice(0, NAME_LENGTH_MAX);
  if (paths.length === 1) return first.slice(-NAME_LENGTH_MAX);
  return `${formatNumber(paths.length)} files`;
}

/** The path inside the bundle: folders as dropped, without the `./` and `/` that browsers put in front. */
export function uploadPath(file: File & { readonly path?: string }): string {
  const path = file.webkitRelativePath || file.path || file.name;
  return path.replace(/^(\.?\/)+/, '') || file.name;
}

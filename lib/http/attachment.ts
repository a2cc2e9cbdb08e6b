const NAME_MAX = 150;

/** Characters that separate paths, end a header, or are not shown. Names come from logs and archives. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/|?*\\]/gu;

/** The last step of a path as a file name that every system takes: no separators, no leading dots, not too long. */
export function safeFileName(path: string): string {
  const last = path.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .replace(UNSAFE, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  return clean.slice(-NAME_MAX).toWellFormed() || 'file';
}

/**
 * Headers that make a browser save the bytes and never show them: they are evidence, and may be an attacker's.
 * RFC 6266: a plain name for old clients, the real one in UTF-8.
 */
export function attachmentHeaders(path: string): Readonly<Record<string, string>> {
  const name = safeFileName(path);
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replaceAll('%', '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

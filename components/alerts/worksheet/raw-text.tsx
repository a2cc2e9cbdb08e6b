'use client';

import { useState } from 'react';
import { formatBytes } from '@/lib/format';
import { Button } from '../../ui/button';
import { Highlight } from './highlight';
import { showUnseen } from './unseen-characters';

/** A record is at most 256 kB; what is past this is drawn on demand. */
const CHARS_MAX = 32_000;

/** A record exactly as it came; characters that hide are written as JSON escapes, which mean the same. */
export function RawText({ raw, search }: { readonly raw: string; readonly search: string }) {
  const [isWhole, setIsWhole] = useState(raw.length <= CHARS_MAX);
  const text = showUnseen(isWhole ? raw : raw.slice(0, CHARS_MAX));
  return (
    <div className="flex flex-col items-start gap-2">
      <pre className="w-full break-all whitespace-pre-wrap">
        <Highlight text={text} search={search} />
      </pre>
      {!isWhole && (
        <Button variant="outline" size="sm" onClick={() => setIsWhole(true)}>
          Show the other {formatBytes(raw.length - CHARS_MAX)}
        </Button>
      )}
    </div>
  );
}

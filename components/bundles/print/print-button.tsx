'use client';

import { Printer } from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { Button } from '../../ui/button';

interface PrintButtonProps {
  readonly bundleId: number;
  readonly printsAtOnce: boolean;
}

/** On screen only: the way to the printer and the way back. */
export function PrintButton({ bundleId, printsAtOnce }: PrintButtonProps) {
  useEffect(() => {
    if (printsAtOnce) window.print();
  }, [printsAtOnce]);
  return (
    <div className="mb-4 flex gap-2 print:hidden">
      <Button onClick={() => window.print()}>
        <Printer aria-hidden /> Print
      </Button>
      <Button variant="outline" asChild>
        <Link href={`/bundles/${bundleId}`}>Back to the bundle</Link>
      </Button>
    </div>
  );
}

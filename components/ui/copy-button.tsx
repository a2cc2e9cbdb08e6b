'use client';

import { Check, Copy } from 'lucide-react';
import { type ComponentProps, useEffect, useState } from 'react';
import { Button } from './button';
import { copyText } from './copy-text';

const CONFIRMED_MS = 1500;

/** Copies on call and says so for a moment. */
export function useCopy(value: string): { readonly copied: boolean; readonly copy: () => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: () => void copyText(value).then(setCopied) };
}

export function CopyIcon({ copied }: { readonly copied: boolean }) {
  return copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />;
}

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'value' | 'onClick'> {
  readonly value: string;
  /** What is copied, for the button's text: `Copy raw record`. */
  readonly label: string;
}

export function CopyButton({ value, label, variant = 'outline', size = 'sm', ...props }: CopyButtonProps) {
  const { copied, copy } = useCopy(value);
  return (
    <Button variant={variant} size={size} onClick={copy} {...props}>
      <CopyIcon copied={copied} />
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  );
}

'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast:
            '!rounded-md !border-border-strong !bg-popover !p-3 !font-sans !text-sm !text-foreground !shadow-md',
          description: '!text-muted-foreground',
        },
      }}
    />
  );
}

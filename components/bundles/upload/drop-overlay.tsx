import { Upload } from 'lucide-react';

export function DropOverlay() {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-background/85 p-6">
      <div className="flex size-full flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-primary">
        <Upload aria-hidden className="size-6" />
        <p className="text-lg font-semibold">Drop CloudTrail files here</p>
        <p className="text-muted-foreground">
          Files, folders and archives; plain or compressed. They become one bundle.
        </p>
      </div>
    </div>
  );
}

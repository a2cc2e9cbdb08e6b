'use client';

import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useDropzone } from 'react-dropzone';

interface DropTargetProps {
  readonly onDrop: (files: File[]) => void;
}

/** Covers the window while files are dragged over it, and reads what is dropped, folders too. */
export function DropTarget({ onDrop }: DropTargetProps) {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const onDragEnter = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) setDragging(true);
    };
    window.addEventListener('dragenter', onDragEnter);
    return () => window.removeEventListener('dragenter', onDragEnter);
  }, []);
  const { getRootProps } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDragLeave: () => setDragging(false),
    onDrop: (files) => {
      setDragging(false);
      onDrop(files);
    },
  });
  if (!dragging) return null;
  return (
    <div {...getRootProps()} className="fixed inset-0 z-50 bg-background/85 p-6">
      <div className="pointer-events-none flex size-full flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-primary">
        <Upload aria-hidden className="size-6" />
        <p className="text-lg font-semibold">Drop CloudTrail files here</p>
        <p className="text-muted-foreground">
          Files, folders and archives; plain or compressed. They become one bundle.
        </p>
      </div>
    </div>
  );
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { toast } from 'sonner';
import { bundleKeys } from '@/lib/queries/bundles';
import {
  type CreateBundle,
  type QueueBundle,
  type ReceivedFiles,
  UploadQueue,
  type UploadView,
} from './upload-queue';

interface Uploads {
  readonly uploads: readonly UploadView[];
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  readonly retry: (bundleId: number) => void;
  readonly skipFailed: (bundleId: number) => void;
}

/** Every browser knows this attribute; React's types do not. */
const WHOLE_FOLDER = { webkitdirectory: '' };

// Reading dropped folders takes a table of file types that no page should wait for.
const DropTarget = dynamic(() => import('./drop-target').then((module) => module.DropTarget), { ssr: false });

const UploadContext = createContext<Uploads | null>(null);

export function useUploads(): Uploads {
  const uploads = use(UploadContext);
  if (!uploads) throw new Error('useUploads needs an UploadProvider above it.');
  return uploads;
}

interface UploadProviderProps {
  readonly createBundle: CreateBundle;
  readonly queueBundle: QueueBundle;
  readonly receivedFiles: ReceivedFiles;
  readonly children: ReactNode;
}

/** Takes files dropped anywhere in the window and keeps sending them across pages. */
export function UploadProvider({ children, ...actions }: UploadProviderProps) {
  const queue = useUploadQueue(actions);
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
  useLeaveWarning(uploads.length > 0);

  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const value = useMemo<Uploads>(
    () => ({
      uploads,
      chooseFiles: () => files.current?.click(),
      chooseFolder: () => folder.current?.click(),
      retry: (bundleId) => void queue.retry(bundleId),
      skipFailed: (bundleId) => void queue.skipFailed(bundleId),
    }),
    [queue, uploads],
  );
  const onChosen = (input: HTMLInputElement) => {
    void queue.add([...(input.files ?? [])]);
    // The same choice again has to count as a change.
    input.value = '';
  };
  return (
    <UploadContext value={value}>
      {children}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => onChosen(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        {...WHOLE_FOLDER}
        hidden
        aria-label="Folder to upload"
        onChange={(event) => onChosen(event.currentTarget)}
      />
      <DropTarget onDrop={(dropped) => void queue.add(dropped)} />
    </UploadContext>
  );
}

function useUploadQueue(actions: Omit<UploadProviderProps, 'children'>): UploadQueue {
  const queryClient = useQueryClient();
  const [queue] = useState(
    () =>
      new UploadQueue({
        ...actions,
        onBundlesChanged: () => void queryClient.invalidateQueries({ queryKey: bundleKeys.all }),
        onRefused: (message) => toast.error('The upload was refused', { description: message }),
      }),
  );
  return queue;
}

function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
}

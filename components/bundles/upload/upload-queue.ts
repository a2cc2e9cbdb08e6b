import type { CreateBundleInput } from '@/lib/bundles/schemas';
import type { ActionResult } from '@/lib/http/responses';
import { nameUpload, uploadPath } from './name-upload';

export type CreateBundle = (
  input: CreateBundleInput,
) => Promise<ActionResult<{ readonly id: number; readonly isResumed: boolean }>>;
/** Places, in the list given, of files that have arrived whole already. */
export type ReceivedFiles = (input: {
  readonly id: number;
  readonly files: Array<{ path: string; bytes: number }>;
}) => Promise<ActionResult<readonly number[]>>;
export type QueueBundle = (input: { readonly id: number }) => Promise<ActionResult<unknown>>;

/** What the page shows of one upload. Frozen: each change is a new object. */
export interface UploadView {
  readonly bundleId: number;
  readonly name: string;
  /** `stuck`: everything was tried, some files failed. */
  readonly phase: 'sending' | 'stuck' | 'queueing';
  readonly files: number;
  readonly filesSent: number;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly failed: ReadonlyArray<{ readonly path: string; readonly reason: string }>;
}

interface PendingFile {
  readonly path: string;
  readonly file: File;
  bytesSent: number;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  reason: string;
}

interface Upload {
  readonly bundleId: number;
  readonly name: string;
  readonly files: readonly PendingFile[];
  phase: UploadView['phase'];
}

const FILES_AT_ONCE = 4;
/** Progress of thousands of files is told a few times a second, not thousands. */
const TELL_EVERY_MS = 150;

interface UploadActions {
  readonly createBundle: CreateBundle;
  readonly queueBundle: QueueBundle;
  readonly receivedFiles: ReceivedFiles;
  /** The server's list of bundles is no longer what it was. */
  readonly onBundlesChanged: () => void;
  readonly onRefused: (message: string) => void;
}

/** Sends dropped files, bundle by bundle, while the person goes on working. A store for useSyncExternalStore. */
export class UploadQueue {
  private readonly uploads = new Map<number, Upload>();
  private readonly listeners = new Set<() => void>();
  private view: readonly UploadView[] = [];
  private tellTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: UploadActions) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly UploadView[] => this.view;

  async add(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return;
    const files = chosen.map(toPending);
    const name = nameUpload(files.map((file) => file.path));
    const bytesTotal = chosen.reduce((sum, file) => sum + file.size, 0);
    const created = await this.actions.createBundle({ name, files: files.length, bytesTotal });
    if (!created.ok) return this.actions.onRefused(created.error.message);
    const upload: Upload = { bundleId: created.value.id, name, files, phase: 'sending' };
    this.uploads.set(upload.bundleId, upload);
    this.actions.onBundlesChanged();
    if (created.value.isResumed) await this.passReceived(upload);
    await this.send(upload);
  }

  /** The page was closed while these files were being sent: what arrived whole is not sent again. */
  private async passReceived({ bundleId, files }: Upload): Promise<void> {
    const asked = files.map(({ path, file }) => ({ path, bytes: file.size }));
    const received = await this.actions.receivedFiles({ id: bundleId, files: asked });
    if (!received.ok) return this.actions.onRefused(received.error.message);
    for (const index of received.value) {
      const pending = files[index];
      if (!pending) continue;
      pending.state = 'sent';
      pending.bytesSent = pending.file.size;
    }
  }

  async retry(bundleId: number): Promise<void> {
    const upload = this.uploads.get(bundleId);
    if (upload?.phase !== 'stuck') return;
    for (const file of upload.files) if (file.state === 'failed') file.state = 'waiting';
    upload.phase = 'sending';
    await this.send(upload);
  }

  /** Goes on with the files that arrived. */
  async skipFailed(bundleId: number): Promise<void> {
    const upload = this.uploads.get(bundleId);
    if (upload?.phase === 'stuck') await this.queue(upload);
  }

  private async send(upload: Upload): Promise<void> {
    this.tell();
    const waiting = upload.files.filter((file) => file.state === 'waiting').values();
    const sendNext = async () => {
      for (const file of waiting) await this.sendOne(upload, file);
    };
    await Promise.all(Array.from({ length: FILES_AT_ONCE }, sendNext));
    if (upload.files.every((file) => file.state === 'sent')) return this.queue(upload);
    upload.phase = 'stuck';
    this.tell();
  }

  private async sendOne(upload: Upload, pending: PendingFile): Promise<void> {
    pending.state = 'sending';
    try {
      // The upload protocol is fetched with the first file: most visits send none.
      const { sendFile } = await import('./send-file');
      await sendFile({
        bundleId: upload.bundleId,
        path: pending.path,
        file: pending.file,
        onProgress: (bytesSent) => {
          pending.bytesSent = bytesSent;
          this.tellSoon();
        },
      });
      pending.state = 'sent';
      pending.bytesSent = pending.file.size;
    } catch (error) {
      pending.state = 'failed';
      pending.reason = error instanceof Error ? error.message : String(error);
      pending.bytesSent = 0;
    }
    this.tellSoon();
  }

  private async queue(upload: Upload): Promise<void> {
    upload.phase = 'queueing';
    this.tell();
    const queued = await this.actions.queueBundle({ id: upload.bundleId });
    if (queued.ok) {
      this.uploads.delete(upload.bundleId);
      this.actions.onBundlesChanged();
    } else {
      upload.phase = 'stuck';
      this.actions.onRefused(queued.error.message);
    }
    this.tell();
  }

  private tellSoon(): void {
    this.tellTimer ??= setTimeout(() => this.tell(), TELL_EVERY_MS);
  }

  private tell(): void {
    clearTimeout(this.tellTimer);
    this.tellTimer = undefined;
    this.view = [...this.uploads.values()].map(toView);
    for (const listener of this.listeners) listener();
  }
}

function toPending(file: File): PendingFile {
  return { path: uploadPath(file), file, bytesSent: 0, state: 'waiting', reason: '' };
}

function toView({ bundleId, name, phase, files }: Upload): UploadView {
  return {
    bundleId,
    name,
    phase,
    files: files.length,
    filesSent: files.filter((file) => file.state === 'sent').length,
    bytesTotal: files.reduce((sum, { file }) => sum + file.size, 0),
    bytesSent: files.reduce((sum, file) => sum + file.bytesSent, 0),
    failed: files.filter((file) => file.state === 'failed').map(({ path, reason }) => ({ path, reason })),
  };
}

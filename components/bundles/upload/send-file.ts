import { DetailedError, Upload } from 'tus-js-client';

const ENDPOINT = '/api/uploads';
const RETRY_DELAYS_MS = [0, 1000, 3000, 5000, 10_000];
/** Up to this size a file travels in the request that announces it: one round trip instead of two. */
const ONE_REQUEST_BYTES_MAX = 4_000_000;

interface SendFileInput {
  readonly bundleId: number;
  readonly path: string;
  readonly file: File;
  readonly onProgress: (bytesSent: number) => void;
}

/**
 * Uploads one file of a bundle. A broken connection is resumed where it broke; a large file also after the page was
 * closed, when it is chosen again. Rejects with a sentence.
 */
export function sendFile({ bundleId, path, file, onProgress }: SendFileInput): Promise<void> {
  const isSmall = file.size <= ONE_REQUEST_BYTES_MAX;
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: ENDPOINT,
      metadata: { bundleId: String(bundleId), path, filename: file.name },
      retryDelays: RETRY_DELAYS_MS,
      uploadDataDuringCreation: isSmall,
      // The browser's store has little room: thousands of small files are sent again as quickly as they are looked up.
      storeFingerprintForResuming: !isSmall,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => `trailhound ${bundleId} ${file.size} ${file.lastModified} ${path}`,
      onProgress: (bytesSent) => onProgress(bytesSent),
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(explain(error))),
    });
    const start = async () => {
      const [previous] = isSmall ? [] : await upload.findPreviousUploads();
      if (previous) upload.resumeFromPreviousUpload(previous);
      upload.start();
    };
    start().catch(reject);
  });
}

function explain(error: Error | DetailedError): string {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return 'The connection to the server broke.';
  return response.getBody().trim() || `The server answered with status ${response.getStatus()}.`;
}

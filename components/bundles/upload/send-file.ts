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

/** Uploads one file of a bundle; a broken connection is resumed where it broke. Rejects with a sentence. */
export function sendFile({ bundleId, path, file, onProgress }: SendFileInput): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: ENDPOINT,
      metadata: { bundleId: String(bundleId), path, filename: file.name },
      retryDelays: RETRY_DELAYS_MS,
      uploadDataDuringCreation: file.size <= ONE_REQUEST_BYTES_MAX,
      storeFingerprintForResuming: false,
      onProgress: (bytesSent) => onProgress(bytesSent),
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(explain(error))),
    });
    upload.start();
  });
}

function explain(error: Error | DetailedError): string {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return 'The connection to the server broke.';
  return response.getBody().trim() || `The server answered with status ${response.getStatus()}.`;
}

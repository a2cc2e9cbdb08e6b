import { AppError, errorMessage } from '../errors';

interface AwsError {
  readonly name: string;
  readonly status: number | null;
}

function readAwsError(error: unknown): AwsError {
  const name = error instanceof Error ? error.name : '';
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : null;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? Number(metadata.httpStatusCode)
      : null;
  return { name, status };
}

const THROTTLED = /Throttl|SlowDown|TooManyRequests|RequestLimit|RequestTimeout|BandwidthLimit/i;

/** Whether asking again later could help: anything but a plain no to this request. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return false;
  const { name, status } = readAwsError(error);
  if (THROTTLED.test(name)) return true;
  return status === null || status < 400 || status >= 500 || status === 408 || status === 429;
}

/** A failed call as a sentence for people; what may pass stays an error that is tried again. */
export function toAwsRefusal(error: unknown, what: string): Error {
  if (error instanceof AppError) return error;
  const { name, status } = readAwsError(error);
  const message = errorMessage(error);
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    const ways = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role of the machine';
    return new AppError('unavailable', `${what}: no AWS credentials were found. Give ${ways}. (${message})`);
  }
  if (/region is missing/i.test(message))
    return new AppError('invalid', `${what}: no region is known. Give --region or set AWS_REGION.`);
  if (isPassing(error)) return new Error(`${what}: ${message}`, { cause: error });
  const code = status === 404 || name.startsWith('NoSuch') ? 'not_found' : 'forbidden';
  return new AppError(code, `${what}: AWS answered ${name}${message === name ? '' : ` (${message})`}.`);
}

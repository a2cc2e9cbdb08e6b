import type { AlertDetail, SavedStep, SetAlertStatusInput, SetStepInput } from '@/lib/alerts/schemas';
import type { ActionResult } from '@/lib/http/responses';
import { ApiError } from '@/lib/queries/fetch-json';

/** The writes of the page, handed down from the route because components know no server code. */
export interface WorksheetActions {
  readonly setStatus: (input: SetAlertStatusInput) => Promise<ActionResult<AlertDetail>>;
  readonly setStep: (input: SetStepInput) => Promise<ActionResult<SavedStep>>;
}

/** An action's answer as mutations want it: the value, or an ApiError. A call that never arrived throws by itself. */
export async function unwrap<T>(answer: Promise<ActionResult<T>>): Promise<T> {
  const result = await answer.catch(() => {
    throw new ApiError('network', 'The server does not answer. Is Trailhound running?');
  });
  if (result.ok) return result.value;
  throw new ApiError(result.error.code, result.error.message, result.error.fields);
}

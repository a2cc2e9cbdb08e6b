import type { ActionResult } from '@/lib/http/responses';
import type { AddSourceInput } from '@/lib/sources/schemas';

export interface SourceActions {
  readonly add: (input: AddSourceInput) => Promise<ActionResult<unknown>>;
  readonly remove: (input: { readonly id: number }) => Promise<ActionResult<unknown>>;
}

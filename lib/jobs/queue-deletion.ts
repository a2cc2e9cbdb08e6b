import { requestDeletion } from '../bundles/request-deletion';
import type { BundleInput } from '../bundles/schemas';
import type { Context } from '../db/context';
import { enqueue } from './queue';

/** Has the worker delete a bundle and evaluate the rules anew. */
export function queueDeletion({ ctx, input }: { ctx: Context; input: BundleInput }): Promise<{ id: number }> {
  return requestDeletion({
    ctx,
    input,
    enqueueDeletion: (tx, bundleId) =>
      enqueue(tx, 'delete-bundle', { bundleId }, `delete-bundle-${bundleId}`),
  });
}

import type { StepValue } from '@/lib/investigate/schemas';
import { fieldIs } from '@/lib/kql';
import { Absent } from '../../ui/absent';
import { Identifier } from '../../ui/identifier';
import { eventsHref } from './event-links';
import { showUnseen } from './unseen-characters';

/** More than this is a list to open elsewhere, not a value to read. */
const VALUES_MAX = 6;

/** The alert's own values for the fields a step names. */
export function StepValues({ values }: { readonly values: readonly StepValue[] }) {
  if (values.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(0,15rem)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {values.map(({ field, values: own }) => (
        <div key={field} className="col-span-2 grid grid-cols-subgrid">
          <dt className="truncate font-mono text-xs leading-5 text-muted-foreground" title={field}>
            {shortField(field)}
          </dt>
          <dd className="flex min-w-0 flex-wrap gap-x-3">
            {own.length === 0 && <Absent>not in this record</Absent>}
            {own.slice(0, VALUES_MAX).map((value) => (
              <Identifier
                key={value}
                value={value}
                label={showUnseen(value)}
                kind={field}
                href={eventsHref(fieldIs(field, value))}
                className="leading-5"
              />
            ))}
            {own.length > VALUES_MAX && (
              <span className="text-muted-foreground">and {own.length - VALUES_MAX} more</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Without the prefixes every CloudTrail field shares; the whole name stays on hover. */
function shortField(field: string): string {
  return field.replace(/^aws\.cloudtrail\.(flattened\.)?/, '').replace('user_identity.session_context.', '');
}

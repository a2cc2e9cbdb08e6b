import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';
import { isUnfinished } from '@/lib/queries/bundles';
import { BundleProgress } from '../bundle-progress';
import { BundleVerdictLabel } from '../bundle-verdict-label';
import type { ListRow } from './list-rows';

interface RowStateProps {
  readonly row: ListRow;
  /** When the row was read. Epoch milliseconds. */
  readonly asOf: number;
}

export function RowState({ row, asOf }: RowStateProps) {
  if (row.kind === 'group') return <GroupState bundles={row.group.bundles} />;
  const { bundle } = row;
  const isMoving = isUnfinished(bundle) || bundle.status === 'deleting';
  return isMoving ? (
    <BundleProgress bundle={bundle} asOf={asOf} />
  ) : (
    <BundleVerdictLabel bundle={bundle} isShort />
  );
}

/** The worst of many in one line. */
function GroupState({ bundles }: { readonly bundles: readonly BundleRow[] }) {
  const moving = bundles.filter((bundle) => isUnfinished(bundle) || bundle.status === 'deleting').length;
  const failed = bundles.filter(({ status }) => status === 'failed').length;
  const problems = bundles.reduce((sum, { errors }) => sum + errors, 0);
  const isBad = failed > 0 || problems > 0;
  const words = [
    failed > 0 && `${formatNumber(failed)} failed`,
    problems > 0 && `${formatCount(problems, 'problem')} while reading`,
    moving > 0 && `${formatNumber(moving)} on the way`,
    !isBad && moving === 0 && 'Nothing lost',
  ].filter(Boolean);
  const Icon = isBad ? CircleAlert : moving > 0 ? CircleDashed : CircleCheck;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon
        aria-hidden
        className={`size-4 shrink-0 ${isBad ? 'text-warning' : moving > 0 ? '' : 'text-success'}`}
      />
      <span className="truncate">{words.join(', ')}.</span>
    </span>
  );
}

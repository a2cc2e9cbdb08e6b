import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { formatCount, formatNumber } from '@/lib/format';
import type { SourceRow } from '@/lib/sources/schemas';
import { FactRow } from '../layout/facts';
import { Absent } from '../ui/absent';
import { Identifier } from '../ui/identifier';
import { UtcTime } from '../ui/utc-time';
import type { SourceActions } from './actions';
import { PoisonList } from './poison-list';
import { RemoveSourceDialog } from './remove-source-dialog';

interface SourceCardProps {
  readonly source: SourceRow;
  readonly remove: SourceActions['remove'];
}

export function SourceCard({ source, remove }: SourceCardProps) {
  const { kind, url, region, endpoint, bundles, createdAt, createdBy, lastRunAt, poisonTotal } = source;
  return (
    <li className="flex flex-col gap-2 border-b px-4 py-3">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium">
            <Identifier value={url} kind="address" tail={24} />
          </h2>
          <SourceState source={source} />
        </div>
        <RemoveSourceDialog source={source} remove={remove} />
      </div>
      <FactRow
        facts={[
          { name: 'Kind', value: kind === 'prefix' ? 'prefix of a bucket' : 'queue' },
          { name: 'Region', value: region ?? <Absent>as the AWS settings say</Absent> },
          ...(endpoint ? [{ name: 'Server', value: endpoint }] : []),
          { name: 'Bundles', value: formatNumber(bundles) },
          { name: 'Set aside', value: formatNumber(poisonTotal) },
          {
            name: 'Last run (UTC)',
            value: lastRunAt ? <UtcTime iso={lastRunAt} relative /> : <Absent>not yet</Absent>,
          },
          { name: `Added (UTC) by ${createdBy}`, value: <UtcTime iso={createdAt} /> },
        ]}
      />
      {source.poison.length > 0 && <PoisonList source={source} />}
    </li>
  );
}

function SourceState({
  source: { enabled, lastError, lastRunAt, poisonTotal },
}: {
  readonly source: SourceRow;
}) {
  if (lastError) {
    return (
      <p className="flex items-start gap-1.5 text-danger">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="wrap-anywhere">{lastError}</span>
      </p>
    );
  }
  const isQuiet = !enabled || !lastRunAt;
  const Icon = isQuiet ? CircleDashed : CircleCheck;
  const aside = poisonTotal > 0 ? `; ${formatCount(poisonTotal, 'message')} set aside` : '';
  return (
    <p className="flex items-center gap-1.5">
      <Icon aria-hidden className={`size-4 shrink-0 ${isQuiet ? 'text-muted-foreground' : 'text-success'}`} />
      {!enabled ? 'Switched off.' : lastRunAt ? `Watched${aside}.` : 'Waits for its first run.'}
    </p>
  );
}

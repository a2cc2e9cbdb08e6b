import { CircleAlert, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { Certificate, ListedLogFile } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { cn } from '../../ui/cn';
import { TextLink } from '../../ui/text-link';
import { memberAddress } from '../search-params';

const MARKS = {
  none: { icon: CircleDashed, color: 'text-muted-foreground', word: 'Not proven' },
  contradicted: { icon: CircleX, color: 'text-danger', word: 'Contradicted' },
  gaps: { icon: CircleAlert, color: 'text-warning', word: 'Gaps' },
  consistent: { icon: CircleCheck, color: 'text-success', word: 'Consistent' },
} as const;

/** What the digest files prove, in the words of what was checked, and the files that do not fit. */
export function Digests({ certificate }: { readonly certificate: Certificate }) {
  const { digests, bundle } = certificate;
  const { icon: Icon, color, word } = MARKS[digests.status];
  const { logFiles, chain, signatures } = digests;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-1.5">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', color)} />
        <span>
          <span className="font-medium">{word}.</span> {digests.sentence}
        </span>
      </p>
      <FileList
        title="Here with other content"
        bundleId={bundle.id}
        files={logFiles.changed}
        total={logFiles.changedTotal}
      />
      <FileList
        title="Not uploaded"
        bundleId={bundle.id}
        files={logFiles.missing}
        total={logFiles.missingTotal}
      />
      <Findings title="Where the chain is broken" bundleId={bundle.id} findings={chain.broken} />
      <Findings title="Digests missing in between" bundleId={bundle.id} findings={chain.missing} />
      <Findings title="Signatures that are not valid" bundleId={bundle.id} findings={signatures.invalid} />
      {signatures.keysNeeded.length > 0 && (
        <section>
          <h3 className="text-muted-foreground">Public keys needed, by fingerprint</h3>
          <p className="font-mono text-xs leading-5 wrap-anywhere">{signatures.keysNeeded.join(', ')}</p>
        </section>
      )}
    </div>
  );
}

interface FileListProps {
  readonly title: string;
  readonly bundleId: number;
  readonly files: readonly ListedLogFile[];
  readonly total: number;
}

function FileList({ title, bundleId, files, total }: FileListProps) {
  if (total === 0) return null;
  return (
    <section>
      <h3 className="text-muted-foreground">
        {title}: {formatNumber(total)}
      </h3>
      <ul className="font-mono text-xs leading-5 wrap-anywhere">
        {files.map(({ s3Object, memberId, digestMemberId }) => (
          <li key={`${s3Object} ${digestMemberId}`}>
            {memberId === null ? (
              s3Object
            ) : (
              <TextLink href={memberAddress(bundleId, memberId)}>{s3Object}</TextLink>
            )}
            <span className="font-sans text-muted-foreground">
              {' '}
              listed by <TextLink href={memberAddress(bundleId, digestMemberId)}>this digest</TextLink>
            </span>
          </li>
        ))}
        {total > files.length && (
          <li className="font-sans text-muted-foreground">and {formatNumber(total - files.length)} more</li>
        )}
      </ul>
    </section>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly bundleId: number;
  readonly findings: ReadonlyArray<{
    readonly digestMemberId: number;
    readonly s3Object: string;
    readonly sentence: string;
  }>;
}

function Findings({ title, bundleId, findings }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h3 className="text-muted-foreground">
        {title}: {formatNumber(findings.length)}
      </h3>
      <ul>
        {findings.map(({ digestMemberId, s3Object, sentence }) => (
          <li key={`${digestMemberId} ${sentence}`} className="wrap-anywhere">
            {sentence}{' '}
            <span className="font-mono text-xs">
              <TextLink href={memberAddress(bundleId, digestMemberId)}>{s3Object}</TextLink>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

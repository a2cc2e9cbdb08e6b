import type { Certificate, LossyCount } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { envelopeWord } from '../envelope-words';
import { lackingWords } from '../lacking';
import { bundleAddress } from '../search-params';

/** Members of forms that tell less than a record does. */
export function Lossy({ certificate }: { readonly certificate: Certificate }) {
  const { lossy, bundle } = certificate;
  if (lossy.length === 0) return <p>None: every member holds whole records.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {lossy.map((form) => (
        <li key={`${form.envelope} ${form.memberIds[0]}`}>
          <Form form={form} bundleId={bundle.id} />
        </li>
      ))}
    </ul>
  );
}

function Form({ form, bundleId }: { readonly form: LossyCount; readonly bundleId: number }) {
  const { envelope, members, records, lacks, memberIds } = form;
  const [only] = memberIds;
  const href =
    members === 1 && only !== undefined
      ? bundleAddress(bundleId, { tab: 'members', member: only })
      : bundleAddress(bundleId, { tab: 'members', kind: envelope });
  return (
    <>
      <p>
        <TextLink href={href}>{formatCount(members, 'member')}</TextLink> of the kind “
        {envelopeWord(envelope)}” lack
        {members === 1 && 's'} {lackingWords(lacks)}. Rules that need one of them are not evaluable on{' '}
        {formatCount(records, 'record')}.
      </p>
      <details className="pl-4">
        <summary className="w-fit cursor-pointer text-muted-foreground hover:text-foreground">
          {formatCount(lacks.length, 'field')} that its events cannot have
        </summary>
        <p className="font-mono text-xs leading-5 wrap-anywhere">{lacks.join(', ')}</p>
      </details>
    </>
  );
}

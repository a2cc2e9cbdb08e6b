import { formatCount, formatNumber } from '@/lib/format';
import type { RuleDetail } from '@/lib/rules/schemas';
import { type Fact, FactTable } from '../layout/facts';
import { Absent } from '../ui/absent';
import { ExternalLink } from '../ui/external-link';
import { Identifier } from '../ui/identifier';
import { ruleTypeWord } from './rule-type';

/** The settings under the names Elastic Security gives them. */
export function RuleSettings({ rule }: { readonly rule: RuleDetail }) {
  return <FactTable facts={factsOf(rule)} />;
}

function factsOf(rule: RuleDetail): Fact[] {
  return [
    { name: 'Rule type', value: ruleTypeWord(rule.type) },
    ...(rule.whyNotEvaluable ? [{ name: 'Does not run', value: rule.whyNotEvaluable }] : []),
    ...typeFacts(rule),
    { name: 'Index patterns', value: <MonoList items={rule.index} absent="none named" /> },
    {
      name: 'Query language',
      value: (LANGUAGE_WORDS[rule.language] ?? rule.language) || <Absent>none named</Absent>,
    },
    { name: 'Runs every', value: <Mono>{rule.interval}</Mono> },
    { name: 'From', value: <Mono>{rule.from}</Mono> },
    { name: 'Max alerts per run', value: rule.maxSignals },
    { name: 'Severity', value: rule.severity },
    { name: 'Risk score', value: rule.riskScore },
    { name: 'Rule ID', value: <Identifier value={rule.id} kind="rule id" /> },
    { name: 'False positive examples', value: <TextList items={rule.falsePositives} /> },
    { name: 'Reference URLs', value: <References urls={rule.references} /> },
  ];
}

const LANGUAGE_WORDS: Readonly<Record<string, string>> = {
  kuery: 'KQL',
  lucene: 'Lucene',
  eql: 'EQL',
  esql: 'ES|QL',
};

/** What only rules of this type have. */
function typeFacts({ newTermsFields, historyWindowStart, threshold }: RuleDetail): Fact[] {
  const facts: Fact[] = [];
  if (newTermsFields.length > 0) {
    facts.push({ name: 'Fields', value: <MonoList items={newTermsFields} absent="none named" /> });
  }
  if (historyWindowStart) {
    facts.push({ name: 'History window size', value: <Mono>{historyWindowStart}</Mono> });
  }
  if (threshold) {
    const { fields, value, cardinality } = threshold;
    facts.push(
      { name: 'Group by', value: <MonoList items={fields} absent="all events together" /> },
      { name: 'Threshold', value: `${formatCount(value, 'event')} or more` },
    );
    if (cardinality) {
      facts.push({
        name: 'Unique values',
        value: (
          <>
            {formatNumber(cardinality.value)} or more of <Mono>{cardinality.field}</Mono>
          </>
        ),
      });
    }
  }
  return facts;
}

function Mono({ children }: { readonly children: string }) {
  return <span className="font-mono text-xs break-all">{children}</span>;
}

function MonoList({ items, absent }: { readonly items: readonly string[]; readonly absent: string }) {
  if (items.length === 0) return <Absent>{absent}</Absent>;
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <Mono>{item}</Mono>
        </li>
      ))}
    </ul>
  );
}

function TextList({ items }: { readonly items: readonly string[] }) {
  if (items.length === 0) return <Absent>none named</Absent>;
  return (
    <ul className="flex flex-col gap-2">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function References({ urls }: { readonly urls: readonly string[] }) {
  if (urls.length === 0) return <Absent>none named</Absent>;
  return (
    <ul>
      {urls.map((url) => (
        <li key={url} className="py-0.5 break-all">
          <ExternalLink href={url}>{url.replace(/^https?:\/\//, '')}</ExternalLink>
        </li>
      ))}
    </ul>
  );
}

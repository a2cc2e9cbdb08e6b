'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatCount } from '@/lib/format';
import { ruleDetailQuery } from '@/lib/queries/rules';
import type { RuleDetail } from '@/lib/rules/schemas';
import { KqlText } from '../events/kql-text';
import { DataPanel } from '../layout/data-panel';
import { PageHeader } from '../layout/page-header';
import { TableSkeleton } from '../layout/table-skeleton';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { SeverityLabel } from '../ui/severity';
import { EnabledSwitch } from './enabled-switch';
import { type Evaluate, EvaluateButton } from './evaluate-button';
import { ExecutionTable } from './execution-table';
import { RuleSettings } from './rule-settings';
import { ruleAlertsAddress } from './search-params';
import { ThreatList } from './threat-list';
import type { SetEnabled } from './use-set-enabled';

interface RulePageProps {
  readonly id: string;
  readonly evaluate: Evaluate;
  /** Null for who may only look. */
  readonly setEnabled: SetEnabled | null;
  readonly guide: ReactNode;
}

export function RulePage({ id, evaluate, setEnabled, guide }: RulePageProps) {
  const query = useQuery(ruleDetailQuery(id));
  return (
    <DataPanel query={query} skeleton={<TableSkeleton />}>
      {(rule) => (
        <>
          <RuleHeader rule={rule} evaluate={evaluate} setEnabled={setEnabled} />
          <div className="grid grid-cols-1 xl:grid-cols-[1fr_minmax(320px,480px)]">
            <div className="flex min-w-0 flex-col divide-y border-b xl:border-r">
              <Section title="Description">
                <p className="max-w-3xl">{rule.description}</p>
              </Section>
              <Section title="Query" action={<CopyButton value={rule.query} label="Copy query" />}>
                <QueryText rule={rule} />
              </Section>
              <Section title="Executions" action={<EvaluateHeldBack rule={rule} evaluate={evaluate} />}>
                <ExecutionTable executions={rule.executions} />
              </Section>
              <Section title="Guide">{guide}</Section>
            </div>
            <div className="flex min-w-0 flex-col divide-y border-b">
              <Section title="Settings">
                <RuleSettings rule={rule} />
              </Section>
              <Section title="MITRE ATT&CK">
                <ThreatList threat={rule.threat} />
              </Section>
              <Section title="Tags">
                <p className="flex flex-wrap gap-1">
                  {rule.tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                </p>
              </Section>
            </div>
          </div>
        </>
      )}
    </DataPanel>
  );
}

/** Only KQL has its parts told apart, which a rule that names no language is in. */
function QueryText({ rule: { language, query } }: { readonly rule: RuleDetail }) {
  if (language === 'kuery' || language === '') return <KqlText query={query} />;
  return (
    <pre className="overflow-x-auto whitespace-pre-wrap">
      <code>{query}</code>
    </pre>
  );
}

interface RuleHeaderProps {
  readonly rule: RuleDetail;
  readonly evaluate: Evaluate;
  readonly setEnabled: SetEnabled | null;
}

/** What the limit held back in the latest execution can be opened after all. */
function EvaluateHeldBack({ rule, evaluate }: { readonly rule: RuleDetail; readonly evaluate: Evaluate }) {
  const heldBack = rule.executions[0]?.capped ?? 0;
  return heldBack > 0 && <EvaluateButton evaluate={evaluate} ruleId={rule.id} heldBack={heldBack} />;
}

function RuleHeader({ rule, evaluate, setEnabled }: RuleHeaderProps) {
  return (
    <PageHeader
      title={rule.name}
      actions={
        <>
          <Button variant="outline" asChild>
            <Link href={ruleAlertsAddress(rule.id)}>
              {formatCount(rule.alerts, 'alert')}, {rule.openAlerts} open
            </Link>
          </Button>
          <EvaluateButton evaluate={evaluate} ruleId={rule.id} />
        </>
      }
    >
      <p className="flex items-center gap-4 text-muted-foreground">
        <SeverityLabel severity={rule.severity} riskScore={rule.riskScore} className="text-foreground" />
        <span>Version {rule.version}</span>
        <EnabledSwitch rule={rule} setEnabled={setEnabled} />
      </p>
    </PageHeader>
  );
}

interface SectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-2 px-4 py-4">
      <div className="flex min-h-7 items-center justify-between">
        <h2 className="font-semibold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

import { type Command, Option } from 'commander';
import { getAlert } from '../../alerts/get';
import { listAlerts } from '../../alerts/list';
import { type AlertRow, AlertStatus } from '../../alerts/schemas';
import type { Context } from '../../db/context';
import { formatUtc } from '../../format';
import { getRelated } from '../../investigate/related';
import { getWorksheet } from '../../investigate/worksheet';
import { withDatabase } from '../open-database';
import { print, printJson, printTable, terminalSafe } from '../output';

interface ListOptions {
  readonly rule?: string;
  readonly status?: AlertStatus;
  readonly json?: boolean;
}

const PAGE = 500;

/** All alerts that match, oldest event first. */
async function allAlerts(ctx: Context, { rule, status }: ListOptions): Promise<AlertRow[]> {
  const alerts: AlertRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAlerts({
      ctx,
      input: {
        sort: 'eventTime',
        order: 'asc',
        limit: PAGE,
        ...(rule ? { rule: [rule] } : {}),
        ...(status ? { status: [status] } : {}),
        ...(cursor ? { cursor } : {}),
      },
    });
    alerts.push(...page.alerts);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return alerts;
}

function reasonOf(alert: AlertRow): string {
  const { evidence, history, newTerms } = alert;
  if (evidence?.type === 'threshold') {
    return `${evidence.count} matching events: ${evidence.terms.map(({ value }) => value).join(', ')}.`;
  }
  if (evidence?.type === 'sequence') return `A sequence of ${evidence.events.length} events.`;
  if (evidence?.type === 'aggregate') return `${evidence.count} events together, as the query says.`;
  if (!history) return 'The event matches the query of the rule.';
  return `First seen together in ${history.windowHours / 24} days: ${newTerms.map(({ value }) => value).join(', ')}.`;
}

/** The row as documented for scripts: `reason` says why it alerts, `closeReason` why it was closed. */
function toJsonRow(alert: AlertRow) {
  return {
    id: alert.id,
    ruleId: alert.ruleId,
    ruleName: alert.ruleName,
    severity: alert.severity,
    riskScore: alert.riskScore,
    status: alert.status,
    reason: reasonOf(alert),
    closeReason: alert.reason,
    eventId: alert.eventId,
    eventTime: alert.eventTime,
    newTerms: alert.newTerms,
    history: alert.history,
    evidence: alert.evidence,
    suppressed: alert.suppressed,
    supersededBy: alert.supersededBy,
    principalArn: alert.principalArn,
    accessKeyId: alert.accessKeyId,
    resource: alert.resource,
    sourceAddress: alert.sourceAddress,
    sourceCountry: alert.sourceCountry,
    userAgent: alert.userAgent,
    accountId: alert.accountId,
    region: alert.region,
  };
}

function showAlerts(alerts: readonly AlertRow[]): void {
  if (alerts.length === 0) {
    print('No alerts.');
    return;
  }
  const row = (alert: AlertRow) =>
    [
      alert.severity,
      alert.status,
      formatUtc(alert.eventTime),
      alert.principalArn ?? 'no ARN',
      alert.resource ?? '',
      alert.sourceCountry ?? alert.sourceAddress ?? '',
      alert.supersededBy ? 'superseded' : alert.history?.coldStart ? 'cold start' : '',
      alert.id,
    ].map(terminalSafe);
  printTable([
    ['severity', 'status', 'time (UTC)', 'principal', 'resource', 'from', '', 'id'],
    ...alerts.map(row),
  ]);
}

async function wholeAlert(ctx: Context, id: string) {
  const [alert, worksheet, related] = await Promise.all([
    getAlert({ ctx, input: { id } }),
    getWorksheet({ ctx, input: { alertId: id } }),
    getRelated({ ctx, input: { alertId: id } }),
  ]);
  return {
    ...toJsonRow(alert),
    note: alert.note,
    decidedBy: alert.decidedBy,
    decidedAt: alert.decidedAt,
    event: alert.ecs,
    raw: alert.raw,
    guide: {
      steps: worksheet.steps.map(({ id: stepId, title, values, state, note, finding }) => ({
        id: stepId,
        title,
        values,
        state,
        note,
        finding,
      })),
      falsePositives: worksheet.falsePositives,
      response: worksheet.response,
    },
    related,
  };
}

export function addAlertCommands(program: Command): void {
  program
    .command('alerts')
    .description('List alerts, oldest event first.')
    .option('--rule <id>', 'of one rule')
    .addOption(new Option('--status <status>', 'in one status').choices(AlertStatus.options))
    .option('--json', 'print them as JSON')
    .action(async (options: ListOptions) => {
      const alerts = await withDatabase((ctx) => allAlerts(ctx, options));
      if (options.json) printJson(alerts.map(toJsonRow));
      else showAlerts(alerts);
    });
  program
    .command('alert')
    .description('Print one alert whole: event, record, guide, related activity.')
    .argument('<id>')
    .option('--json', 'as JSON (always so)')
    .action(async (id: string) => printJson(await withDatabase((ctx) => wholeAlert(ctx, id))));
}

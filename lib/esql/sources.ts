/** Which indices a query reads. There is one table of events here; whatever names CloudTrail means it. */
import type { EsqlQuery, NameText } from './ast';
import { type Problems, shorten } from './problems';

/** A CloudTrail index, for asking whether a pattern covers it. */
const CLOUDTRAIL = ['logs-aws.cloudtrail-default', 'filebeat-8.0.0'];

/** Reports what is certainly other data. A list may name other data too, as long as CloudTrail is in it. */
export function checkSources(query: EsqlQuery, problems: Problems): void {
  const first = query.sources[0];
  if (query.sources.some(({ name }) => meansCloudTrail(name))) return;
  if (!first) return;
  const names = query.sources.map(({ name }) => shorten(name)).join(', ');
  problems.error(
    { start: first.start, end: query.sources.at(-1)?.end ?? first.end },
    `${names} ${query.sources.length === 1 ? 'is' : 'are'} not CloudTrail: ${reason(first)}`,
  );
}

function meansCloudTrail(pattern: string): boolean {
  const local = pattern.slice(pattern.lastIndexOf(':') + 1);
  if (local.startsWith('-')) return false;
  const parts = local.split('*');
  if (parts.length === 1) return /^logs-aws\.cloudtrail(?:-|$)|^filebeat/.test(local);
  const regex = new RegExp(`^${parts.map(escapeRegex).join('.*')}$`);
  return CLOUDTRAIL.some((index) => regex.test(index)) || /^(?:logs-aws\.cloudtrail|filebeat)/.test(local);
}

function reason({ name }: NameText): string {
  if (name.includes('.alerts-security')) return 'alerts cannot be searched by a rule here.';
  return 'only CloudTrail events are kept here, as logs-aws.cloudtrail-*.';
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

import type { CloudTrailRecord, RawJson, RawObject } from '../record';
import { asObject, isObject, text } from '../values';
import { isMissing } from './cell-value';
import { ecsObject, ecsValue, hasGroup } from './ecs-values';
import { CLOUDTRAIL_FIELDS, INTEGRATION_ONLY, PAYLOAD_FIELDS, PLAIN_FIELDS } from './elastic-fields';
import { toEventTime } from './event-time-text';
import { lacksBesides, type RecordPath } from './lacks';
import { own, setPath } from './object-path';
import { parseJavaPrint } from './struct-text';

const PREFIX = 'aws.cloudtrail.';
/** Identities that ECS names by their role. */
const ROLE_TYPES = new Set(['AssumedRole', 'FederatedUser']);

/**
 * Puts a record together from an ECS document without `event.original`, as older Filebeat modules and Kibana's
 * exports leave them: the inverse of `toEcs` as far as it goes. Undefined when it is no document of CloudTrail.
 *
 * @param isRow the document is a row of a table, so a field without a column is not told at all.
 */
export function fromElastic(
  document: RawObject,
  isRow: boolean,
): { readonly record: CloudTrailRecord; readonly lacks: readonly string[] } | undefined {
  const isCloudTrail =
    hasGroup(document, 'aws.cloudtrail') || ecsValue(document, 'event.dataset') === 'aws.cloudtrail';
  const hasCall = ecsValue(document, 'event.action') !== undefined;
  if (!isCloudTrail || !hasCall || ecsValue(document, '@timestamp') === undefined) return undefined;
  return new Rebuild(document, isRow).result();
}

class Rebuild {
  private readonly record: RawObject = {};
  private readonly told: RecordPath[] = [];
  private readonly untold: string[] = [];

  constructor(
    private readonly document: RawObject,
    private readonly isRow: boolean,
  ) {}

  result() {
    for (const [field, path] of CLOUDTRAIL_FIELDS) {
      if (this.isModule && INTEGRATION_ONLY.test(field)) continue;
      this.copy(`${PREFIX}${field}`, path);
    }
    for (const [field, path] of PLAIN_FIELDS) this.copy(field, path);
    for (const [field, path] of PAYLOAD_FIELDS) this.copyPayload(field, path);
    this.copyInsight();
    this.copyRoleName();
    this.copyTlsVersion();
    this.copyResources();
    const lacks = lacksBesides(this.told);
    const more = this.untold.filter((field) => !lacks.includes(field));
    return { record: this.record, lacks: more.length > 0 ? [...lacks, ...more].sort() : lacks };
  }

  /** Documents of the Filebeat module name their fileset; those of the integration a data stream. */
  private get isModule(): boolean {
    return !this.isRow && !hasGroup(this.document, 'data_stream');
  }

  private has(field: string): boolean {
    return !this.isRow || Object.hasOwn(this.document, field);
  }

  private copy(field: string, path: string): void {
    if (!this.has(field)) return;
    const place = path.split('.');
    this.told.push(place);
    const value = ecsValue(this.document, field);
    if (isMissing(value) || value === '-') return;
    setPath(this.record, place, path === 'eventTime' ? toEventTime(value) : value);
  }

  private copyPayload(field: string, path: string): void {
    const flattened = `${PREFIX}flattened.${field}`;
    const copy = ecsObject(this.document, flattened);
    const rendered = text(ecsValue(this.document, `${PREFIX}${field}`));
    if (!this.has(`${PREFIX}${field}`) && copy === undefined) return;
    this.told.push([path]);
    const printed = rendered === undefined ? undefined : parseJavaPrint(rendered);
    const value = copy ?? (isObject(printed) ? printed : rendered);
    if (value === undefined) return;
    setPath(this.record, [path], value);
    // A print that cannot be taken apart stays text: its keys cannot be asked for.
    if (!isObject(value)) this.untold.push(flattened);
  }

  private copyInsight(): void {
    if (!this.isRow) this.told.push(['insightDetails']);
    const details =
      ecsObject(this.document, `${PREFIX}flattened.insight_details`) ??
      ecsObject(this.document, `${PREFIX}insight_details`);
    if (details !== undefined) setPath(this.record, ['insightDetails'], details);
  }

  /** ECS names a role's session by the role. */
  private copyRoleName(): void {
    const name = ecsValue(this.document, 'user.name');
    const type = text(asObject(this.record.userIdentity).type);
    this.told.push(['userIdentity', 'sessionContext', 'sessionIssuer', 'userName']);
    if (name === undefined || !ROLE_TYPES.has(type ?? '')) return;
    setPath(this.record, ['userIdentity', 'sessionContext', 'sessionIssuer', 'userName'], name);
  }

  private copyTlsVersion(): void {
    if (!this.has('tls.version')) return;
    this.told.push(['tlsDetails', 'tlsVersion']);
    const version = text(ecsValue(this.document, 'tls.version'));
    const protocol = text(ecsValue(this.document, 'tls.version_protocol'));
    if (version === undefined) return;
    const full = protocol === undefined ? version : `${protocol.toUpperCase()}v${version}`;
    setPath(this.record, ['tlsDetails', 'tlsVersion'], full);
  }

  private copyResources(): void {
    const name = `${PREFIX}resources`;
    const keys = [
      ['arn', 'ARN'],
      ['account_id', 'accountId'],
      ['type', 'type'],
    ] as const;
    const value = ecsValue(this.document, name);
    const list = isObject(value) ? [value] : Array.isArray(value) ? value : this.zipResources(name);
    // The module may leave them out, so only their being there tells of them.
    const isTold = (key: string) => this.has(`${name}.${key}`) && (!this.isModule || list.length > 0);
    for (const [key, place] of keys) if (isTold(key)) this.told.push(['resources', place]);
    if (list.length === 0) return;
    const resources = list.map((one) => {
      const resource: RawObject = {};
      for (const [key, place] of keys) {
        const inner = isObject(one) ? own(one, key) : undefined;
        if (inner !== undefined) setPath(resource, [place], inner);
      }
      return resource;
    });
    setPath(this.record, ['resources'], resources);
  }

  /** Dotted keys hold a list each: the first of one belongs to the first of the other. */
  private zipResources(name: string): RawJson[] {
    const lists = ['arn', 'account_id', 'type'].map((key) => {
      const value = own(this.document, `${name}.${key}`);
      return { key, values: value === undefined ? [] : Array.isArray(value) ? value : [value] };
    });
    const length = Math.max(...lists.map(({ values }) => values.length));
    return Array.from({ length }, (_, index) => {
      const one: RawObject = {};
      for (const { key, values } of lists) {
        const value = values[index];
        if (value !== undefined && value !== '') setPath(one, [key], value);
      }
      return one;
    });
  }
}

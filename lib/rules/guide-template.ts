/**
 * The placeholders a guide's commands may use, and how they are filled from an alert's event.
 *
 * Values come from logs an attacker can write to, and the filled text is pasted into a responder's shell. A value is
 * therefore used only when it has the plain form of its kind: no quote, space, wildcard, comma or leading dash, so it
 * means itself in a shell, in JSON and in the AWS CLI's shorthand alike. Anything else stays visibly open.
 */
import { type EcsEvent, type FieldName, fieldStrings, resolveField } from '../ecs';

const PARTITION = 'arn:aws(?:-[a-z]+)*';
const NAME = '[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}';

const PATTERNS = {
  arn: new RegExp(`^${PARTITION}:[a-z0-9-]{2,40}:[a-z0-9-]{0,20}:\\d{12}:[A-Za-z0-9_.@+=/:-]{1,600}$`),
  /** The IAM user or role behind a call: what IAM commands take where the caller is a session. */
  principal_arn: new RegExp(`^${PARTITION}:iam::\\d{12}:(?:user|role)/[A-Za-z0-9_.@+=/-]{1,600}$`),
  user_name: new RegExp(`^${NAME}$`),
  role_name: new RegExp(`^${NAME}$`),
  access_key_id: /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/,
  long_term_key_id: /^AKIA[A-Z0-9]{12,124}$/,
  instance_id: /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
  account_id: /^\d{12}$/,
  region: /^[a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d{1,2}$/,
} as const satisfies Record<string, RegExp>;

export type Placeholder = keyof typeof PATTERNS;
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

export const PLACEHOLDERS = Object.keys(PATTERNS) as readonly Placeholder[];

export interface FilledTemplate {
  readonly text: string;
  /** Placeholders left open, once each, in order: no value, a value that is not safe to paste, or one only a person knows. */
  readonly missing: readonly string[];
}

/** Replaces `{{name}}` by its value, or by `REPLACE_WITH_NAME`, which no shell gives a meaning. */
export function fillTemplate(template: string, values: PlaceholderValues): FilledTemplate {
  const missing = new Set<string>();
  const text = template.replace(/\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g, (_, name: string) => {
    const value = isPlaceholder(name) ? values[name] : undefined;
    if (isPlaceholder(name) && value !== undefined && PATTERNS[name].test(value)) return value;
    missing.add(name);
    return `REPLACE_WITH_${name.toUpperCase()}`;
  });
  return { text, missing: [...missing] };
}

/**
 * Fills the commands of a guide item. Where a guide gives one command for users and one for roles, only the one for
 * the caller's kind is kept; all are kept when the caller is neither.
 */
export function fillCommands<Command extends { readonly template: string }>(
  commands: readonly Command[],
  values: PlaceholderValues,
): (Omit<Command, 'template'> & FilledTemplate)[] {
  const otherKind = values.role_name === undefined ? 'role_name' : 'user_name';
  const known = values.role_name !== undefined || values.user_name !== undefined;
  return commands
    .filter(({ template }) => !(known && template.includes(`{{${otherKind}}}`)))
    .map(({ template, ...rest }) => ({ ...rest, ...fillTemplate(template, values) }));
}

/** The values an event gives to the placeholders, unchecked: `fillTemplate` does the checking. */
export function placeholderValues(event: EcsEvent): PlaceholderValues {
  const arn = first(event, 'aws.cloudtrail.user_identity.arn');
  const type = first(event, 'aws.cloudtrail.user_identity.type');
  const issuer = first(event, 'aws.cloudtrail.user_identity.session_context.session_issuer.arn');
  const key = first(event, 'aws.cloudtrail.user_identity.access_key_id');
  const isUser = type === 'IAMUser';
  const isRole = type === 'AssumedRole' && issuer !== undefined;
  return defined({
    arn,
    principal_arn: isUser ? arn : isRole ? issuer : undefined,
    user_name: isUser ? lastPathSegment(arn) : undefined,
    role_name: isRole ? lastPathSegment(issuer) : undefined,
    access_key_id: key,
    long_term_key_id: key,
    instance_id: subKey(event, 'aws.cloudtrail.flattened.request_parameters.instanceId'),
    account_id: first(event, 'cloud.account.id'),
    region: first(event, 'cloud.region'),
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PATTERNS, name);
}

function first(event: EcsEvent, name: FieldName): string | undefined {
  return fieldStrings(event, name)[0];
}

function subKey(event: EcsEvent, name: string): string | undefined {
  const resolved = resolveField(name);
  if (!resolved) return undefined;
  let value: unknown = (event as Readonly<Record<string, unknown>>)[resolved.field.name];
  for (const key of resolved.subPath) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === 'string' ? value : undefined;
}

/** `arn:aws:iam::123456789012:role/path/name` → `name`: IAM commands take names, the ARN also holds the path. */
function lastPathSegment(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}

function defined(values: Readonly<Record<Placeholder, string | undefined>>): PlaceholderValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

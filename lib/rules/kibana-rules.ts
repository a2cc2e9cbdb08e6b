import { stringify } from 'smol-toml';
import type { JsonObject, JsonValue } from '../ecs';
import { AppError, errorMessage } from '../errors';

/** One line of an export from Kibana. */
export type KibanaLine =
  | { readonly kind: 'rule'; readonly line: number; readonly toml: string; readonly enabled: boolean }
  /** An exception list or item, an action's connector, the summary at the end: no rule. */
  | { readonly kind: 'other'; readonly line: number }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** Reads Kibana's export form: a rule per line of JSON, exceptions and a summary behind them. */
export function readKibanaExport(text: string): readonly KibanaLine[] {
  return text.split('\n').flatMap((content, index) => {
    if (content.trim() === '') return [];
    const line = index + 1;
    try {
      return [readLine(JSON.parse(content) as JsonValue, line)];
    } catch (error) {
      const reason = error instanceof AppError ? error.message : `not JSON: ${errorMessage(error)}`;
      return [{ kind: 'broken', line, reason } as const];
    }
  });
}

function readLine(value: JsonValue, line: number): KibanaLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('invalid', 'not a JSON object');
  }
  const rule = value as JsonObject;
  const isSummary = 'exported_count' in rule || 'exported_rules_count' in rule;
  const isException = 'list_id' in rule;
  const isConnector = !('rule_id' in rule) && 'attributes' in rule;
  if (isSummary || isException || isConnector) return { kind: 'other', line };
  return { kind: 'rule', line, toml: stringify(toTables(rule)), enabled: rule.enabled === true };
}

/** Settings that both forms have, but under another shape. */
const RESHAPED = new Set(['new_terms_fields', 'history_window_start', 'investigation_fields', 'enabled']);

/** A rule of Kibana's API in the tables of elastic/detection-rules; what has no counterpart stays under its name. */
function toTables(rule: JsonObject): Record<string, unknown> {
  const { new_terms_fields: fields, history_window_start: start, investigation_fields: shown } = rule;
  const plain = Object.entries(rule).filter(([key, value]) => value !== null && !RESHAPED.has(key));
  return {
    rule: {
      ...Object.fromEntries(plain.map(([key, value]) => [key, withoutNull(value)])),
      // Kibana 8.10 had a plain list here.
      ...(shown ? { investigation_fields: Array.isArray(shown) ? { field_names: shown } : shown } : {}),
      ...(fields === undefined
        ? {}
        : {
            new_terms: {
              field: 'new_terms_fields',
              value: fields,
              history_window_start: [{ field: 'history_window_start', value: start ?? '' }],
            },
          }),
    },
  };
}

/** TOML has no null; in these settings it means that the key is not there. */
function withoutNull(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNull(child)]));
}

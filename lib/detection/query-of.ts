import { AppError } from '../errors';
import { type KqlNode, parseKql } from '../kql';

/** The query of a rule of KQL; throws a refusal that says where it is wrong. */
export function queryOf(rule: { readonly name: string; readonly query: string }): KqlNode {
  const parsed = parseKql(rule.query);
  if (!parsed.ok) {
    throw new AppError(
      'invalid',
      `The query of "${rule.name}", character ${parsed.start + 1}: ${parsed.message}`,
    );
  }
  return parsed.ast;
}

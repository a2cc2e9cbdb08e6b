import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toUserAgentFields } from '../../../lib/enrich/agent';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../shared/corpus/ecs-fixtures/integrations');
const SETS = ['aws-8.9.0', 'aws-mixed'];

/** `user_agent` of every expected document, as [agent, fields by dotted name]. */
function expectedAgents(): Array<readonly [string, Record<string, unknown>]> {
  const agents = new Map<string, Record<string, unknown>>();
  for (const set of SETS) {
    for (const name of readdirSync(path.join(FIXTURES, set)).filter((file) =>
      file.endsWith('-expected.json'),
    )) {
      const { expected } = JSON.parse(readFileSync(path.join(FIXTURES, set, name), 'utf8'));
      for (const document of expected) {
        const agent = document?.user_agent;
        if (!agent?.original) continue;
        const { original, ...fields } = agent;
        agents.set(original, flatten(fields, 'user_agent'));
      }
    }
  }
  return [...agents];
}

function flatten(value: object, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      typeof child === 'object' && child !== null
        ? Object.entries(flatten(child, `${prefix}.${key}`))
        : [[`${prefix}.${key}`, child]],
    ),
  );
}

describe.skipIf(!existsSync(FIXTURES))('user agents of the expected documents', () => {
  const agents = existsSync(FIXTURES) ? expectedAgents() : [];

  it('are there', () => {
    expect(agents.length).toBeGreaterThan(20);
  });

  it.each(agents)('%s', (original, fields) => {
    expect(toUserAgentFields(original)).toEqual(fields);
  });
});

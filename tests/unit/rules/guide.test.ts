import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRuleToml } from '@/lib/rules/definition';
import { type Guide, parseGuide } from '@/lib/rules/guide';

const CORPUS = '../shared/corpus/elastic-rules';

const FULL = `## Triage and analysis

### Investigating something

What it means.

### Possible investigation steps

- [id]: # (who)
  **Who was it?** Look at the caller. Uses \`user.name\` and \`attribute=x\`.

  Fields: \`source.ip\`, \`aws.cloudtrail.flattened.request_parameters.instanceId\`.

  Look it up:

  \`\`\`bash
  aws x {{region}}
  # not a heading
  - not a bullet
  \`\`\`
- **Where from**: The network.
    - office?
    - VPN?

### False positive analysis

- **Automation.** Pipelines.

### Response and remediation

First things first.

**Contain the damage**

- Stop it. Now.

**Something else**

- Clean up

### Additional information

- [link](https://example.com)
`;

describe('a guide with the usual headings', () => {
  const guide = parseGuide(FULL, ['ignored, the note has a section']);

  test('the text before the first section is the introduction', () => {
    expect(guide.intro).toBe('What it means.');
  });

  test('a step has its id, title, text, fields and commands', () => {
    expect(guide.steps[0]).toEqual({
      id: 'who',
      title: 'Who was it?',
      body: 'Look at the caller. Uses `user.name` and `attribute=x`.',
      group: null,
      fields: ['user.name', 'source.ip', 'aws.cloudtrail.flattened.request_parameters.instanceId'],
      commands: [
        {
          label: 'Look it up',
          language: 'bash',
          template: 'aws x {{region}}\n# not a heading\n- not a bullet',
        },
      ],
    });
  });

  test('without an id the title gives one; nested bullets stay in the text', () => {
    expect(guide.steps[1]).toMatchObject({
      id: 'where-from',
      title: 'Where from',
      body: 'The network.\n  - office?\n  - VPN?',
    });
    expect(guide.steps).toHaveLength(2);
  });

  test('false positives come from the section', () => {
    expect(guide.falsePositives).toEqual([
      { id: 'automation', title: 'Automation.', body: 'Pipelines.', group: null, commands: [] },
    ]);
  });

  test('response steps know their phase from the line they stand under', () => {
    expect(guide.responseIntro).toBe('First things first.');
    expect(
      guide.response.map(({ id, title, body, phase, group }) => ({ id, title, body, phase, group })),
    ).toEqual([
      { id: 'stop-it', title: 'Stop it', body: 'Now.', phase: 'contain', group: 'Contain the damage' },
      { id: 'clean-up', title: 'Clean up', body: '', phase: null, group: 'Something else' },
    ]);
  });

  test('everything under other headings is kept', () => {
    expect(guide.additional).toBe('### Additional information\n\n- [link](https://example.com)');
  });
});

describe('guides of other shapes', () => {
  test('without a step heading the bullets of the introduction are the steps', () => {
    const guide = parseGuide('## Triage and analysis\n\nProse.\n\n- Check A. Then B.\n* Check C\n1. Check D');

    expect(guide.intro).toBe('Prose.');
    expect(guide.steps.map((step) => step.title)).toEqual(['Check A', 'Check C', 'Check D']);
  });

  test('bold lines and deeper headings group the bullets after them', () => {
    const guide = parseGuide(
      '### Possible investigation steps\n\n**The actor**\n- A\n\n#### The network\n\n- B',
    );

    expect(guide.steps.map(({ title, group }) => [title, group])).toEqual([
      ['A', 'The actor'],
      ['B', 'The network'],
    ]);
  });

  test('a bold line with prose and no bullet is a step of its own', () => {
    const guide = parseGuide(
      '### Possible investigation steps\n\n**The actor**\n\nWho?\n\nWhy?\n\n**The key**\n- Old?',
    );

    expect(guide.steps.map(({ title, body }) => [title, body])).toEqual([
      ['The actor', 'Who?\n\nWhy?'],
      ['Old?', ''],
    ]);
  });

  test('equal titles get different ids', () => {
    const guide = parseGuide('### Possible investigation steps\n- Check. One\n- Check. Two\n- …');

    expect(guide.steps.map((step) => step.id)).toEqual(['check', 'check-2', 'step']);
  });

  test('a long first sentence is cut for the title and kept whole in the text', () => {
    const sentence = `Look ${'far and wide '.repeat(20)}first.`;
    const [step] = parseGuide(`### Possible investigation steps\n- ${sentence} Second.`).steps;

    expect(step?.title).toMatch(/^Look far .* …$/);
    expect(step?.title.length).toBeLessThan(165);
    expect(step?.body).toBe(`${sentence} Second.`);
  });

  test('links and code in a title are read as words', () => {
    const [step] = parseGuide(
      '### Possible investigation steps\n- See `user.name` in [the log](https://x.example).',
    ).steps;

    expect(step).toMatchObject({ title: 'See user.name in the log', fields: ['user.name'] });
  });

  test("the rule's own list stands in for a missing false-positive section", () => {
    const guide = parseGuide('', ['Admins do this. Ask them.', '']);

    expect(guide.falsePositives).toEqual([
      { id: 'admins-do-this', title: 'Admins do this', body: 'Ask them.', group: null, commands: [] },
    ]);
  });

  test('an unclosed code block ends with its item', () => {
    const guide = parseGuide('### Possible investigation steps\n- A\n  ```\n  x\n');

    expect(guide.steps).toHaveLength(1);
    expect(guide.steps[0]?.commands).toEqual([{ label: null, language: '', template: 'x' }]);
  });

  test('no text breaks the reader, and ids are unique', () => {
    const line = fc.constantFrom(
      '- a',
      '  - b',
      '**C**',
      '### Response',
      '## Possible investigation steps',
      '```',
      '',
      'x:',
    );
    const text = fc.array(fc.oneof(line, fc.string()), { maxLength: 25 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (note) => {
        for (const items of sections(parseGuide(note))) {
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          expect(items.every(({ id }) => id.length > 0 && id.length <= 100)).toBe(true);
        }
      }),
    );
  });
});

function sections(guide: Guide) {
  return [guide.steps, guide.falsePositives, guide.response];
}

test.skipIf(!existsSync(CORPUS))(
  'every guide of the corpus gives steps, false positives and a response',
  () => {
    const names = readdirSync(CORPUS).filter((name) => name.endsWith('.toml'));
    for (const name of names) {
      const rule = parseRuleToml(readFileSync(`${CORPUS}/${name}`, 'utf8'), name);
      const guide = parseGuide(rule.note, rule.falsePositives);

      expect(guide.steps.length, name).toBeGreaterThan(0);
      expect(guide.response.length, name).toBeGreaterThan(0);
      expect(guide.falsePositives.length, name).toBeGreaterThan(0);
      expect(guide.intro, name).not.toBe('');
      expect(
        guide.steps.every((step) => step.title !== '' && !step.title.includes('**')),
        name,
      ).toBe(true);
    }
  },
);

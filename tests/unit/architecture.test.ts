import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Import, importsOf, sourceFiles } from '../support/imports';

/** Folders and files below `lib`, lowest first: CONTRIBUTING has the same table. Each imports what stands above it here. */
const RANKS: ReadonlyArray<readonly string[]> = [
  ['errors', 'env', 'time'],
  ['format', 'log'],
  ['ecs'],
  ['cloudtrail', 'kql', 'enrich', 'charts', 'sample'],
  // The other languages share what KQL knows of fields and their SQL.
  ['eql', 'esql'],
  ['db'],
  ['auth'],
  ['audit'],
  ['accounts', 'events', 'rules', 'alerts', 'bundles', 'sources'],
  ['detection', 'ingest', 'investigate'],
  ['jobs', 'http', 'queries'],
  ['cli'],
];

/** What the browser may run. From the rest of `lib` it takes types only. */
const BROWSER_SAFE = [
  ...['charts', 'cloudtrail/envelope', 'ecs', 'enrich/agent', 'format', 'kql', 'eql', 'queries', 'time'],
  ...['alerts/schemas', 'bundles/schemas'],
].map((door) => `lib/${door}`);

/** Pure folders: no database, no React, no Next. */
const PURE = [
  ...['errors', 'time', 'format', 'ecs', 'cloudtrail', 'kql', 'eql', 'esql', 'enrich', 'charts', 'sample'],
];

const imports = sourceFiles('lib', 'components', 'app').flatMap((file) => importsOf(file));

/** `lib/alerts/get.ts` → `alerts`, `lib/env` → `env`; null outside `lib`. */
function domainOf(place: string): string | null {
  const [top, domain] = place.split('/');
  return top === 'lib' && domain ? domain.replace(/\.\w+$/, '') : null;
}

function rankOf(domain: string): number {
  return RANKS.findIndex((rank) => rank.includes(domain));
}

function told(broken: readonly Import[]): string[] {
  return broken.map(({ at, to }) => `${at} imports ${to}`);
}

function importsBelow(folder: string): Import[] {
  return imports.filter(({ from }) => from.startsWith(`${folder}/`));
}

function textsMatching(pattern: RegExp, ...folders: string[]): string[] {
  return sourceFiles(...folders).filter((file) => pattern.test(readFileSync(file, 'utf8')));
}

describe('the reader of imports', () => {
  test.each([
    ["import { a } from '@/lib/alerts/get';", 'lib/alerts/get', false],
    ["import {\n  type A,\n  b,\n} from '../auth/require';", 'lib/auth/require', false],
    ["import type { A } from '../ecs/index';", 'lib/ecs', true],
    ["import { type A, type B } from '../ecs';", 'lib/ecs', true],
    ["export * as kql from './ast.ts';", 'lib/alerts/ast', false],
    ["export type { A } from '../db/client';", 'lib/db/client', true],
    ["const { main } = await import('./main.ts');", 'lib/alerts/main', false],
    ["import 'server-only';", 'server-only', false],
  ])('understands %j', (text, to, isTypeOnly) => {
    expect(importsOf('lib/alerts/x.ts', text)).toEqual([
      { at: 'lib/alerts/x.ts:1', from: 'lib/alerts/x.ts', to, isTypeOnly },
    ]);
  });

  test('finds the imports there are', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(imports.filter(({ to }) => to === '')).toEqual([]);
  });
});

describe('imports go downward only', () => {
  test('every folder and file of lib has a rank', () => {
    const domains = new Set(sourceFiles('lib').map((file) => domainOf(file) ?? ''));

    expect([...domains].filter((domain) => rankOf(domain) === -1)).toEqual([]);
  });

  test('a file of lib imports its own folder and lower ranks, never sideways and never upward', () => {
    const broken = importsBelow('lib').filter(({ from, to, isTypeOnly }) => {
      const [own, other] = [domainOf(from) ?? '', domainOf(to)];
      if (!other) return /^(?:app|components)\//.test(to);
      // The browser's queries name the shape of what the routes answer.
      if (own === 'queries' && isTypeOnly && to === 'lib/http/responses') return false;
      // Shapes travel between domains of one rank; verbs do not.
      if (isTypeOnly && to.endsWith('/schemas') && rankOf(own) === rankOf(other)) return false;
      return own !== other && rankOf(own) <= rankOf(other);
    });

    expect(told(broken)).toEqual([]);
  });

  test('queries run in the browser: of other folders they take types', () => {
    const broken = importsBelow('lib/queries').filter(
      ({ to, isTypeOnly }) => to.startsWith('lib/') && !isTypeOnly && !to.startsWith('lib/queries'),
    );

    expect(told(broken)).toEqual([]);
  });

  test('components run browser-safe code only, and take types from the rest', () => {
    const broken = importsBelow('components').filter(({ to, isTypeOnly }) => {
      if (to.startsWith('app/')) return true;
      if (!to.startsWith('lib/') || isTypeOnly) return false;
      const isDoor = BROWSER_SAFE.some(
        (door) => to === door || (door === 'lib/queries' && to.startsWith(`${door}/`)),
      );
      return !isDoor;
    });

    expect(told(broken)).toEqual([]);
  });

  test('the app reaches the database through verbs alone', () => {
    const broken = importsBelow('app').filter(
      ({ to }) =>
        to === 'lib/db' || to.startsWith('lib/db/') || to === 'lib/kql/to-sql' || domainOf(to) === 'cli',
    );

    expect(told(broken)).toEqual([]);
  });

  test('the pure folders know no database, no React and no Next', () => {
    const broken = PURE.flatMap((domain) => imports.filter(({ from }) => domainOf(from) === domain)).filter(
      ({ to }) => /^(?:pg|@prisma\/|react|next)/.test(to),
    );

    expect(told(broken)).toEqual([]);
  });

  test('only db opens connections and constructs clients', () => {
    const constructors = /new (?:pg\.)?(?:Pool|Client)\(|new PrismaClient\(/;

    expect(textsMatching(constructors, 'lib', 'app').filter((file) => domainOf(file) !== 'db')).toEqual([]);
  });

  test('below the app, auth alone reads cookies and headers', () => {
    const readers = importsBelow('lib').filter(({ to }) => to === 'next/headers');

    expect(told(readers.filter(({ from }) => domainOf(from) !== 'auth'))).toEqual([]);
  });
});

describe('what no file may do', () => {
  test('the product does not import the benches', () => {
    expect(told(imports.filter(({ to }) => to.startsWith('bench/')))).toEqual([]);
  });

  test('only env reads the environment', () => {
    expect(textsMatching(/process\.env\b/, 'lib', 'app', 'components')).toEqual(['lib/env.ts']);
  });

  test('nothing is put into a page as markup', () => {
    expect(textsMatching(/dangerouslySetInnerHTML|\.innerHTML\b/, 'app', 'components')).toEqual([]);
  });

  test('no SQL is made from text by Prisma', () => {
    expect(textsMatching(/(?:query|execute)RawUnsafe/, 'lib', 'app', 'components')).toEqual([]);
  });
});

describe('verbs', () => {
  const VERBS = [
    'accounts',
    'events',
    'rules',
    'alerts',
    'bundles',
    'sources',
    'detection',
    'ingest',
    'investigate',
    'audit',
  ];
  const folders = VERBS.map((domain) => `lib/${domain}`);

  /** Why a function that takes a context does not ask for a permission itself. */
  const UNASKED: Readonly<Record<string, string>> = {
    'lib/accounts/administrator.ts': 'makes the first account: there is nobody yet who could be asked',
    'lib/detection/evaluate-rule.ts': 'a step of evaluateRules, which asks',
    'lib/rules/internal.ts': 'shared by the readers of rules, which ask',
  };

  test('every verb that takes a context asks whether the actor may', () => {
    const taking = textsMatching(/export (?:async )?function \w+\(\s*(?:\{\s*)?ctx\b/, ...folders);
    const unasked = taking.filter((file) => !readFileSync(file, 'utf8').includes('assertCan('));

    expect(taking.length).toBeGreaterThan(15);
    expect(unasked.sort()).toEqual(Object.keys(UNASKED).sort());
  });

  test('every change made in a transaction leaves an audit row', () => {
    const changing = textsMatching(/\binTransaction\(/, ...folders);

    expect(changing.length).toBeGreaterThan(5);
    expect(changing.filter((file) => !/\bemitAudit\(/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { parseQuery, toPredicate } from '../../../lib/kql';
import { CORPUS, CORPUS_NOW, corpusRows } from '../../fixtures/kql/corpus';

describe('every case of the corpus means in memory what it says', () => {
  test.each(CORPUS.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const predicate = toPredicate(parseQuery(each.query), { clock: () => CORPUS_NOW });

    const rows = corpusRows().filter(({ caseId }) => caseId === each.id);

    expect(rows.filter(({ event }) => predicate(event)).map(({ event }) => event)).toEqual(
      rows.filter(({ matches }) => matches).map(({ event }) => event),
    );
  });
});

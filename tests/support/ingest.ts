import { beforeEach } from 'vitest';
import { ingestFiles } from './bundles';
import type { testDatabase } from './database';
import { emptyDatabase } from './detection';
import { storedRecords } from './stored';

/** Ingests files into an empty database, and tells what came of them in words that can be compared. */
export function testIngest(database: ReturnType<typeof testDatabase>) {
  beforeEach(() => emptyDatabase(database.db));
  const told = (problems: ReadonlyArray<{ readonly member: string; readonly reason: string }>) =>
    problems.map(({ member, reason }) => `${member}: ${reason}`).sort();
  return async (...files: string[]) => {
    const { bundle, errors, skipped } = await ingestFiles(database.system, ...files);
    const members = await database.db.prisma.bundleMember.findMany();
    return {
      bundle,
      errors: told(errors),
      skipped: told(skipped),
      paths: members.map(({ path }) => path).sort(),
      ids: [...(await storedRecords(database.db)).keys()].sort(),
    };
  };
}

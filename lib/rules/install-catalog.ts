import type { Database } from '../db/client';
import { loadCatalog } from './load-catalog';

/**
 * What runs without being asked: the rule the product was made for. The others wait to be enabled, as Elastic's
 * prebuilt rules do: which of them is noise depends on the account.
 */
const ENABLED_FROM_THE_START: ReadonlySet<string> = new Set(['ec2-user-data-retrieval']);

/**
 * Brings the catalog's rules into the database: new ones are added, known ones updated to the shipped text. Whether a
 * rule is enabled stays as people set it.
 */
export async function installCatalog(db: Database): Promise<void> {
  const stored = await db.prisma.rule.findMany({ where: { origin: 'catalog' }, select: { source: true } });
  const known = new Set(stored.map((rule) => rule.source));
  for (const { slug, definition, toml } of await loadCatalog()) {
    if (known.has(toml)) continue;
    const settings = {
      origin: 'catalog',
      name: definition.name,
      type: definition.type,
      severity: definition.severity,
      riskScore: definition.riskScore,
      version: definition.version,
      source: toml,
    };
    await db.prisma.rule.upsert({
      where: { id: definition.ruleId },
      create: { id: definition.ruleId, enabled: ENABLED_FROM_THE_START.has(slug), ...settings },
      update: settings,
    });
  }
}

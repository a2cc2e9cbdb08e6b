import type { Database } from '../db/client';
import { loadCatalog } from './load-catalog';

/**
 * Brings the catalog's rules into the database: new ones enabled, known ones updated to the shipped text. Whether a
 * rule is enabled stays as people set it.
 */
export async function installCatalog(db: Database): Promise<void> {
  const stored = await db.prisma.rule.findMany({ where: { origin: 'catalog' }, select: { source: true } });
  const known = new Set(stored.map((rule) => rule.source));
  for (const { definition, toml } of await loadCatalog()) {
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
      create: { id: definition.ruleId, ...settings },
      update: settings,
    });
  }
}

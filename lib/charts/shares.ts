export interface Share<Item> {
  readonly item: Item;
  readonly events: number;
  /** Of the total, 0 to 1. */
  readonly share: number;
  /** `4 %`, `< 1 %`, `> 99 %`: never rounds something to nothing or nearly all to all. */
  readonly percent: string;
}

export function toShares<Item extends { readonly events: number }>(
  items: readonly Item[],
  total = items.reduce((sum, { events }) => sum + events, 0),
): ReadonlyArray<Share<Item>> {
  return items.map((item) => {
    const share = total === 0 ? 0 : item.events / total;
    return { item, events: item.events, share, percent: formatPercent(share) };
  });
}

export function formatPercent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share < 1 && share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}

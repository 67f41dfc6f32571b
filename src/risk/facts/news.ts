/** The tables in which something changed of a customer, and `WON`; null where that was not told. */
export type Sources = readonly (string | null)[];

/** Told beside the table where the day on which the customer was won may be another one. */
export const WON = "won";
/** The tables that this day follows from, beside the customer itself. */
export const WON_BY: readonly string[] = ["purchase", "contract"];

/** Where something changed, by customer. */
export type News = ReadonlyMap<string, Sources>;

/** Something that is read, and where. */
export interface Part {
  /** the sources that it says something of; `customer`, which all do, is left out */
  readonly from: readonly string[];
  /** another part says it, too, where something changed in one of these */
  readonly unless?: readonly string[];
}

/** What changes in the customer itself may change all. */
const touches = (news: Sources, sources: readonly string[]): boolean =>
  news.some((source) => source === null || source === "customer" || sources.includes(source));

/** Of parts, those that the news of each customer may have changed. Most customers have news from the same tables. */
export function changedParts<Of extends Part>(news: News, parts: readonly Of[]): ReadonlyMap<string, ReadonlySet<Of>> {
  const bySources = new Map<string, ReadonlySet<Of>>();
  const changed = (sources: Sources): ReadonlySet<Of> => {
    const key = sources.join();
    const known = bySources.get(key);
    if (known) return known;
    const found = parts.filter(({ from, unless }) => touches(sources, from) && !(unless && touches(sources, unless)));
    bySources.set(key, new Set(found));
    return bySources.get(key)!;
  };
  return new Map(Array.from(news, ([customer, sources]) => [customer, changed(sources)]));
}

/** Each part with the customers that it is asked for. */
export const askedFor = <Of extends Part>(changed: ReadonlyMap<string, ReadonlySet<Of>>, parts: readonly Of[]) =>
  parts
    .map((part) => ({ part, customers: [...changed].flatMap(([one, all]) => (all.has(part) ? [one] : [])) }))
    .filter(({ customers }) => customers.length > 0);

import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";

/** Something changed of a customer. */
export interface Change {
  /** the table; null where it was not told */
  readonly source: string | null;
  /** of no day before it; null: of any */
  readonly since: Day | null;
}

/** What is added to what is known of a customer where all that changed in it is later than what was read. */
export type Added = "purchases" | "interactions";

/** Up to where it was read what there is of a customer. */
export interface ReadUpTo {
  /** the day on which it was won; null of a lead, or where nothing is kept */
  readonly wonOn: Day | null;
  /** the last day of each; null where nothing is kept, or it has none, or several accounts */
  readonly to: Readonly<Record<Added, Day | null>>;
}

export interface CustomerNews extends Pick<ReadUpTo, "to"> {
  /** the tables in which something changed; null where that was not told */
  readonly sources: readonly (string | null)[];
  /** what is later than all that was read, and is told by no source */
  readonly later: readonly Added[];
}

/** What is new, by customer. */
export type News = ReadonlyMap<string, CustomerNews>;

interface Rule {
  /** the tables that it comes from */
  readonly from: readonly string[];
  /** tables with whose changes all of it is read */
  readonly unless: readonly string[];
}

const ADDED: Readonly<Record<Added, Rule>> = {
  purchases: { from: ["purchase", "purchase_line"], unless: ["product"] },
  interactions: { from: ["interaction"], unless: [] },
};

/** The day on which a customer was won follows from these, but for the customer itself. */
const WON_BY: readonly string[] = ["purchase", "contract"];
/** Told beside a table where the day on which the customer was won may be another one. */
export const WON = "won";

export function newsOf(changes: readonly Change[], { wonOn, to }: ReadUpTo): CustomerNews {
  const sources = new Set(changes.map(({ source }) => source));
  const isOf =
    (tables: readonly string[]) =>
    ({ source }: Change) =>
      source !== null && tables.includes(source);
  if (changes.filter(isOf(WON_BY)).some(({ since }) => !isBehind(since, wonOn))) sources.add(WON);
  const later: Added[] = [];
  for (const [added, { from, unless }] of Object.entries(ADDED) as [Added, Rule][]) {
    const its = changes.filter(isOf(from));
    if (its.length === 0) continue;
    // All of it is read, or nothing: what is added to one part would be missing in another.
    if (its.every(({ since }) => isBehind(since, to[added])) && !touches([...sources], [...unless, WON])) {
      later.push(added);
      from.forEach((table) => sources.delete(table));
    } else from.forEach((table) => sources.add(table));
  }
  return { sources: [...sources].sort(), later, to };
}

const isBehind = (since: Day | null, day: Day | null): boolean => since !== null && day !== null && since > day;

/** What changes in the customer itself may change all. */
const touches = (told: CustomerNews["sources"], sources: readonly string[]): boolean =>
  told.some((source) => source === null || source === "customer" || sources.includes(source));

/** Something that is read, and where. */
export interface Part {
  /** the sources that it says something of; `customer`, which all do, is left out */
  readonly from: readonly string[];
}

/** Of parts, those that the news of each customer may have changed. Most customers have news from the same tables. */
export function changedParts<Of extends Part>(news: News, parts: readonly Of[]): ReadonlyMap<string, ReadonlySet<Of>> {
  const bySources = new Map<string, ReadonlySet<Of>>();
  const changed = ({ sources }: CustomerNews): ReadonlySet<Of> => {
    const key = sources.join();
    const known = bySources.get(key);
    if (known) return known;
    const found = new Set(parts.filter(({ from }) => touches(sources, from)));
    bySources.set(key, found);
    return found;
  };
  return new Map(Array.from(news, ([customer, told]) => [customer, changed(told)]));
}

/** Each part that is to be read, and of whom. */
export function askedFor<Of extends Part>(
  changed: ReadonlyMap<string, ReadonlySet<Of>>,
  parts: readonly Of[],
): { readonly part: Of; readonly customers: readonly string[] }[] {
  const alike = groupBy(changed.keys(), (customer) => changed.get(customer)!);
  return parts.flatMap((part) => {
    const customers = [...alike].flatMap(([its, all]) => (its.has(part) ? all : []));
    return customers.length === 0 ? [] : [{ part, customers }];
  });
}

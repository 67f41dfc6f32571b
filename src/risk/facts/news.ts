import type { Day } from "../../kernel/calendar";

/** Something changed of a customer. */
export interface Change {
  /** the table; null where it was not told */
  readonly source: string | null;
  /** of no day before it; null: of any */
  readonly since: Day | null;
}

/** Up to where it was read what there is of a customer. */
export interface ReadUpTo {
  /** the day on which it was won; null of a lead, or where nothing is kept */
  readonly wonOn: Day | null;
  /** the last day of its purchases; null where nothing is kept, or it has none, or several accounts */
  readonly purchasesTo: Day | null;
}

export interface CustomerNews extends ReadUpTo {
  /** the tables in which something changed; null where that was not told */
  readonly sources: readonly (string | null)[];
}

/** What is new, by customer. */
export type News = ReadonlyMap<string, CustomerNews>;

/** What a customer bought comes from these, but for the series of its products. */
const BOUGHT: readonly string[] = ["purchase", "purchase_line"];
/** What is told of it follows from these. */
const OF_PURCHASES: readonly string[] = [...BOUGHT, "product"];
/** The day on which a customer was won follows from these, but for the customer itself. */
const WON_BY: readonly string[] = ["purchase", "contract"];

/** Told beside a table where the day on which the customer was won may be another one. */
export const WON = "won";
/** Told instead of a table where all that changed in it is later than what was read. */
const later = (table: string): string => `later ${table}`;

export function newsOf(changes: readonly Change[], readUpTo: ReadUpTo): CustomerNews {
  const { wonOn, purchasesTo } = readUpTo;
  const told = changes.flatMap(({ source, since }) => {
    if (source === null) return [null];
    const isLater = BOUGHT.includes(source) && isBehind(since, purchasesTo);
    const mayWin = WON_BY.includes(source) && !isBehind(since, wonOn);
    return [isLater ? later(source) : source, ...(mayWin ? [WON] : [])];
  });
  return { ...readUpTo, sources: [...new Set(told)].sort() };
}

const isBehind = (since: Day | null, day: Day | null): boolean => since !== null && day !== null && since > day;

/** Something that is read, and where. */
export interface Part {
  /** the sources that it says something of; `customer`, which all do, is left out */
  readonly from: readonly string[];
  /** sources that it says nothing of, but with which it is read again */
  readonly also?: readonly string[];
  /** another part says it, too, where something changed in one of these */
  readonly unless?: readonly string[];
  /** only what is later than all that was read is told, to be added to it */
  readonly isLater?: boolean;
  /** a day that it is asked for with each customer */
  readonly day?: (news: CustomerNews) => Day | null;
}

/** Who is asked for: their keys, and where a part takes them the days, as the last parameters of its statement. */
export type Whom = readonly [customers: readonly string[], days?: readonly (Day | null)[]];

/**
 * For what was bought later than all that was read, and for all of it: each customer is read one way or the other, in every
 * part, or what is added to one would be missing in another.
 */
export const LATER: Part = {
  ...{ from: BOUGHT.map(later), unless: OF_PURCHASES, isLater: true, day: ({ purchasesTo }) => purchasesTo },
};
export const WHOLE: Pick<Part, "also"> = { also: OF_PURCHASES };

/** What changes in the customer itself may change all. */
const touches = (told: CustomerNews["sources"], sources: readonly string[]): boolean =>
  told.some((source) => source === null || source === "customer" || sources.includes(source));

/** Of parts, those that the news of each customer may have changed. Most customers have news from the same tables. */
export function changedParts<Of extends Part>(news: News, parts: readonly Of[]): ReadonlyMap<string, ReadonlySet<Of>> {
  const bySources = new Map<string, ReadonlySet<Of>>();
  const changed = ({ sources }: CustomerNews): ReadonlySet<Of> => {
    const key = sources.join();
    const known = bySources.get(key);
    if (known) return known;
    const found = parts.filter(
      ({ from, also = [], unless }) => touches(sources, [...from, ...also]) && !(unless && touches(sources, unless)),
    );
    bySources.set(key, new Set(found));
    return bySources.get(key)!;
  };
  return new Map(Array.from(news, ([customer, told]) => [customer, changed(told)]));
}

/** Each part that is to be read, and of whom. */
export function askedFor<Of extends Part>(
  news: News,
  changed: ReadonlyMap<string, ReadonlySet<Of>>,
  parts: readonly Of[],
): { readonly part: Of; readonly whom: Whom }[] {
  return parts.flatMap((part) => {
    const customers = [...news.keys()].filter((one) => changed.get(one)!.has(part));
    const days = part.day && customers.map((one) => part.day!(news.get(one)!));
    return customers.length === 0 ? [] : [{ part, whom: days ? [customers, days] : [customers] }];
  });
}

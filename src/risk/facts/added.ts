import { addDecimals } from "../../kernel/decimal";
import type { MoneyFact } from "../../value/customer-value/calc/money-facts";
import type { FamilyName, Rows } from "./found";
import { LATEST_DAYS } from "./rhythm";

type Adding = { readonly [Name in FamilyName]?: (known: Rows[Name], later: Rows[Name]) => Rows[Name] };

/** What was bought later than all that is known, added to it: the row is the one that both make when they are read at once. */
const ADDING: Adding = {
  rhythm: ([, lastOn, days], [purchasesTo, laterOn, laterDays]) => [
    purchasesTo,
    laterOn ?? lastOn,
    either(laterDays, days, (of, before) => latest(`${of},${before}`)),
  ],
  spend: ([recent, before, first, last], [laterRecent, laterBefore, laterFirst, laterLast, lastOn]) => [
    ...([addDecimals(recent, laterRecent), addDecimals(before, laterBefore)] as const),
    ...([least(first, laterFirst), greatest(last, laterLast), lastOn] as const),
  ],
  sold: (known, later) => [
    ...([either(known[0], later[0], union), either(known[1], later[1], union), later[2] ?? known[2]] as const),
    ...([either(known[3], later[3], least), either(known[4], later[4], greatest)] as const),
    ...([sum(known[5], later[5]), sum(known[6], later[6]), sum(known[7], later[7]), sum(known[8], later[8])] as const),
    later[9] ?? known[9],
    ...([sum(known[10], later[10]), sum(known[11], later[11])] as const),
    ...([sum(known[12], later[12]), sum(known[13], later[13]), later[14] ?? known[14]] as const),
  ],
};

export function addedRows<Name extends FamilyName>(
  name: Name,
  known: readonly Rows[Name][],
  later: readonly Rows[Name][],
): readonly Rows[Name][] {
  if (known.length === 0 || later.length === 0) return later.length === 0 ? known : later;
  return [ADDING[name]!(known[0]!, later[0]!)];
}

/** Amounts of the same kind and currency become one. */
export const addedMoney = (known: readonly MoneyFact[], later: readonly MoneyFact[]): MoneyFact[] => [
  ...known.map((one) => plus(one, later.find(isLike(one)))),
  ...later.filter((one) => !known.some(isLike(one))),
];

const isLike =
  ({ kind, currency }: MoneyFact) =>
  (other: MoneyFact): boolean =>
    other.kind === kind && other.currency === currency;

const plus = (one: MoneyFact, other: MoneyFact | undefined): MoneyFact =>
  other === undefined
    ? one
    : {
        ...one,
        amount: sum(one.amount, other.amount),
        count: one.count + other.count,
        unknown: one.unknown + other.unknown,
      };

const either = <Value>(
  one: Value | null,
  other: Value | null,
  of: (one: Value, other: Value) => Value,
): Value | null => (one === null ? other : other === null ? one : of(one, other));

const sum = (one: string | null, other: string | null): string | null => either(one, other, addDecimals);
const least = (one: string, other: string): string => (one < other ? one : other);
const greatest = (one: string, other: string): string => (one > other ? one : other);
const union = (known: string[], later: string[]): string[] =>
  later.every((one) => known.includes(one)) ? known : [...new Set([...known, ...later])].sort();

/** The first so many of a list. */
function latest(days: string): string {
  let end = -1;
  for (let count = 0; count < LATEST_DAYS; count++) {
    end = days.indexOf(",", end + 1);
    if (end < 0) return days;
  }
  return days.slice(0, end);
}

import { addDecimals } from "../../kernel/decimal";
import type { MoneyFact } from "../../value/customer-value/calc/money-facts";
import type { FamilyName, Rows } from "./found";
import { LATEST_DAYS } from "./rhythm";

type Rule<Value> = (known: NonNullable<Value>, later: NonNullable<Value>) => NonNullable<Value>;
type Rules<Row> = { readonly [Column in keyof Row]: Rule<Row[Column]> };

const last = <Value>(_known: Value, later: Value): Value => later;
const least = (known: string, later: string): string => (known < later ? known : later);
const greatest = (known: string, later: string): string => (known > later ? known : later);
const union = (known: string[], later: string[]): string[] =>
  later.every((one) => known.includes(one)) ? known : [...new Set([...known, ...later])].sort();
const latestDays = (known: string, later: string): string => firstDays(`${later},${known}`);

/**
 * How each column of a row is told of what was bought up to a day and of what was bought later, in the order of the columns:
 * the row is the one that both make when they are read at once. Where one of them says nothing, the other one stands.
 */
const RULES: { readonly [Name in FamilyName]?: Rules<Rows[Name]> } = {
  rhythm: [last, last, latestDays],
  spend: [addDecimals, addDecimals, least, greatest, last],
  sold: [
    ...([union, union, last, least, greatest] as const),
    ...([addDecimals, addDecimals, addDecimals, addDecimals, last] as const),
    ...([addDecimals, addDecimals, addDecimals, addDecimals, last] as const),
  ],
};

export function addedRows<Name extends FamilyName>(
  name: Name,
  known: readonly Rows[Name][],
  later: readonly Rows[Name][],
): readonly Rows[Name][] {
  if (known.length === 0 || later.length === 0) return later.length === 0 ? known : later;
  const [before, after] = [known[0] as readonly unknown[], later[0] as readonly unknown[]];
  const rules = RULES[name] as readonly Rule<unknown>[];
  return [rules.map((rule, column) => either(before[column], after[column], rule)) as Rows[Name]];
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
        amount: either(one.amount, other.amount, addDecimals),
        count: one.count + other.count,
        unknown: one.unknown + other.unknown,
      };

const either = <Value>(known: Value, later: Value, rule: Rule<Value>): Value =>
  known === null ? later : later === null ? known : rule(known!, later!);

/** The first so many of a list. */
function firstDays(days: string): string {
  let end = -1;
  for (let count = 0; count < LATEST_DAYS; count++) {
    end = days.indexOf(",", end + 1);
    if (end < 0) return days;
  }
  return days.slice(0, end);
}

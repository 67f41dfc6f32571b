import type { Period } from "../../../kernel/calendar";
import type { Relationship } from "../../signals/signal";
import type { Rows, Weighed } from "../found";
import type { Known } from "../known";
import { latestDays } from "../rhythm";
import { DAYS } from "../windows";
import { greatest, least, type One, sum, withMoney } from "./combine";
import { isPositive, type Line, moneyOf, type Purchase, type Sale, salesOf, stands } from "./sales";

/**
 * What is known of a customer with one account, and what it bought later than all that was read: as if both were read at
 * once. Of an earlier purchase no refund is later than all that was read.
 */
export function withPurchases(
  known: Known,
  purchases: readonly Purchase[],
  relationship: Relationship,
  year: Period,
): Known {
  if (purchases.length === 0) return known;
  const sales = salesOf(purchases);
  const { rhythm, spend, sold } = known.rows;
  const rows = {
    ...known.rows,
    rhythm: [rhythmWith(rhythm[0], purchases, sales)],
    spend: purchases.reduce(spendWith, spend),
    sold: sales.reduce((row, { purchase }) => linesWith(row, purchase), sold),
  };
  const amounts = relationship === "REPEAT_PURCHASE" ? sales.flatMap((sale) => moneyOf(sale, year)) : [];
  return { ...known, rows, money: amounts.reduce(withMoney, known.money) };
}

function rhythmWith(
  [, lastOn, daysAgo]: Rows["rhythm"] | readonly [] = [],
  purchases: readonly Purchase[],
  sales: readonly Sale[],
): Rows["rhythm"] {
  const purchasesTo = purchases.map(({ on }) => on).reduce(greatest);
  const standing = sales.filter(stands).map(({ purchase }) => purchase);
  if (standing.length === 0) return [purchasesTo, lastOn ?? null, daysAgo ?? null];
  const later = [...new Set(standing.map((one) => one.daysAgo))].sort((a, b) => a - b);
  const all = daysAgo ? `${later.join(",")},${daysAgo}` : later.join(",");
  return [purchasesTo, standing.map(({ on }) => on).reduce(greatest), latestDays(all)];
}

function spendWith(known: One<Rows["spend"]>, { on, daysAgo, amount, currency }: Purchase): One<Rows["spend"]> {
  const [recent, before, first, last, lastOn] = known[0] ?? ["0", "0", currency, currency, on];
  const isRecent = daysAgo < DAYS.spend;
  const isBefore = daysAgo >= DAYS.seasonBefore && daysAgo < DAYS.seasonBefore + DAYS.spend;
  if (!isRecent && !isBefore) return known;
  return [
    [
      isRecent ? sum(recent, amount) : recent,
      isBefore ? sum(before, amount) : before,
      least(first, currency),
      greatest(last, currency),
      greatest(lastOn, on),
    ],
  ];
}

const NOTHING_WEIGHED: Weighed = [null, null, null, null, null];
const NOTHING_SOLD: Rows["sold"] = [null, null, null, null, null, ...NOTHING_WEIGHED, ...NOTHING_WEIGHED];

const linesWith = (known: One<Rows["sold"]>, purchase: Purchase): One<Rows["sold"]> =>
  purchase.daysAgo >= DAYS.seriesBefore
    ? known
    : purchase.lines
        .filter(isPositive)
        .reduce((row, line) => [lineWith(row[0] ?? NOTHING_SOLD, line, purchase)], known);

function lineWith(known: Rows["sold"], line: Line, purchase: Purchase): Rows["sold"] {
  const { on, daysAgo } = purchase;
  const [series, seriesBefore, seriesOn, currency, lastCurrency, ...weighed] = known;
  const [margins, discounts] = [weighed.slice(0, 5) as Weighed, weighed.slice(5) as Weighed];
  const isNow = daysAgo < DAYS.series;
  const isOfTerms = daysAgo < DAYS.termsBefore;
  return [
    isNow ? union(series, line.series) : series,
    isNow ? seriesBefore : union(seriesBefore, line.series),
    line.series === null ? seriesOn : greatest(seriesOn, on),
    isOfTerms ? least(currency, line.currency) : currency,
    isOfTerms ? greatest(lastCurrency, line.currency) : lastCurrency,
    ...weighedWith(margins, line.margin, line.amount, purchase),
    ...weighedWith(discounts, line.discount, line.amount, purchase),
  ];
}

const union = (known: string[] | null, one: string | null): string[] | null =>
  one === null || known?.includes(one) ? known : [...(known ?? []), one].sort();

function weighedWith(known: Weighed, share: string | null, amount: string, { on, daysAgo }: Purchase): Weighed {
  if (share === null) return known;
  const [recent, ofRecent, before, ofBefore, lastOn] = known;
  const told = greatest(lastOn, on);
  if (daysAgo < DAYS.terms) return [sum(recent, share), sum(ofRecent, amount), before, ofBefore, told];
  if (daysAgo < DAYS.termsBefore) return [recent, ofRecent, sum(before, share), sum(ofBefore, amount), told];
  return [recent, ofRecent, before, ofBefore, told];
}

import type { Day, Period } from "../../../kernel/calendar";
import { addDecimals } from "../../../kernel/decimal";
import { groupBy } from "../../../kernel/group-by";
import type { MoneyFact } from "../../../value/customer-value/calc/money-facts";
import { sum } from "./combine";

/** A purchase, or a refund of one. Amounts are minor units, as text. */
export interface Purchase {
  readonly customerId: string;
  readonly id: string;
  readonly on: Day;
  readonly daysAgo: number;
  readonly amount: string;
  readonly currency: string;
  readonly refundOf: string | null;
  readonly cost: string | null;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly series: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly cost: string | null;
  readonly margin: string | null;
  /** its discount of its amount, a decimal */
  readonly discount: string | null;
}

/** A purchase with one of its lines; null where it has none. */
export type PurchaseRow = Omit<Purchase, "lines"> & {
  readonly series: string | null;
  readonly lineCurrency: string;
  readonly lineAmount: string | null;
  readonly lineCost: string | null;
  readonly lineMargin: string | null;
  readonly lineDiscount: string | null;
};

export const purchasesIn = (rows: readonly PurchaseRow[]): Purchase[] =>
  Array.from(groupBy(rows, ({ id }) => id).values(), (of) => ({ ...of[0]!, lines: of.flatMap(linesOf) }));

const linesOf = (row: PurchaseRow): Line[] =>
  row.lineAmount === null
    ? []
    : [
        {
          series: row.series,
          currency: row.lineCurrency,
          amount: row.lineAmount,
          cost: row.lineCost,
          margin: row.lineMargin,
          discount: row.lineDiscount,
        },
      ];

/** A purchase and what was given back of it. */
export interface Sale {
  readonly purchase: Purchase;
  readonly refunds: readonly Purchase[];
}

export function salesOf(purchases: readonly Purchase[]): Sale[] {
  const refunds = groupBy(purchases, ({ refundOf }) => refundOf);
  return (refunds.get(null) ?? []).map((purchase) => ({ purchase, refunds: refunds.get(purchase.id) ?? [] }));
}

const total = (parts: readonly Purchase[]): string => parts.map(({ amount }) => amount).reduce(addDecimals);

const isAbove0 = (amount: string): boolean => amount !== "0" && !amount.startsWith("-");

export const isPositive = ({ amount }: Pick<Purchase, "amount">): boolean => isAbove0(amount);

/** Neither a gift nor refunded whole. */
export const stands = ({ purchase, refunds }: Sale): boolean =>
  isPositive(purchase) && isAbove0(total([purchase, ...refunds]));

/** What is left of a sale of a period, and what it cost; nothing where nothing is left. */
export function moneyOf({ purchase, refunds }: Sale, period: Period): MoneyFact[] {
  const isIn = ({ on }: Purchase): boolean => on >= period.start && on < period.end;
  if (!isIn(purchase)) return [];
  const bought = isPositive(purchase);
  const parts = groupBy([purchase, ...refunds.filter(isIn)], ({ currency }) => currency);
  return Array.from(parts, ([currency, of]): MoneyFact[] => {
    const amount = total(of);
    if (bought && !isAbove0(amount)) return [];
    const costs = of.map(costOf);
    return [
      { kind: "GOODS", currency, amount: costs.reduce(sum), count: 1, unknown: costs.includes(null) ? 1 : 0 },
      { kind: "PURCHASES", currency, amount, count: bought ? 1 : 0, unknown: 0 },
    ];
  }).flat();
}

/** Its own cost, else that of its lines; what gives something back without either has none. */
function costOf({ cost, amount, lines }: Purchase): string | null {
  const costs = lines.map((line) => line.cost);
  const ofLines = costs.length === 0 || costs.includes(null) ? null : costs.reduce(sum);
  return cost ?? ofLines ?? (amount.startsWith("-") ? "0" : null);
}

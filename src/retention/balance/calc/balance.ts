import { minor, type Minor } from "../../../kernel/money";
import { divideRounded } from "../../../kernel/rate";
import { isOpen, isRetained, movementOf, type ValueChange } from "../../../value/changes/calc/value-change";
import type { CustomerMoney } from "../../../value/customer-value/calc/money-facts";

export type SpendingKind = "ACQUISITION" | "LEAD_INTERACTIONS" | "CUSTOMER_INTERACTIONS";

/** What was spent on one thing. */
export interface Spending {
  readonly kind: SpendingKind;
  /** null when of nobody a cost is recorded */
  readonly amount: Minor | null;
  /** of how many customers or leads a cost is recorded */
  readonly customers: number;
  /** amount ÷ customers; null without an amount */
  readonly mean: Minor | null;
}

export interface BalanceSide {
  readonly spendings: readonly Spending[];
  /** Σ of those that are known; null when none is */
  readonly spent: Minor | null;
  /** won, or kept */
  readonly customers: number;
  /** what they are worth */
  readonly value: Minor;
  /** spent ÷ value; null when one of them is not known or nothing was won or kept */
  readonly perUnit: number | null;
}

/** What a company spends on winning customers against keeping them. Source: domain §5, *Balance*. */
export interface Balance {
  readonly winning: BalanceSide;
  readonly keeping: BalanceSide;
  /** spent on winning ÷ spent on keeping; null when one of them is not known or 0 was spent on keeping */
  readonly ratio: number | null;
}

type CostOf = readonly [kind: SpendingKind, cost: (money: CustomerMoney) => Minor | null];

/** All that money is spent on but what people are paid: that joins with the compensation floor. */
const WINNING: readonly CostOf[] = [
  ["ACQUISITION", ({ won, acquisitionCost }) => (won ? acquisitionCost : null)],
  ["LEAD_INTERACTIONS", ({ costOfWinning }) => costOfWinning],
];
const KEEPING: readonly CostOf[] = [["CUSTOMER_INTERACTIONS", ({ costToServe }) => costToServe]];

/**
 * Won is who became a customer in the period, and the value of the movement `NEW`; kept is who has value before the period
 * and at its end, and Σ min(opening, closing), as in gross revenue retention.
 *
 * @param customers everybody's money in the period, in the currency of `changes`
 */
export function balanceOf(customers: readonly CustomerMoney[], changes: readonly ValueChange[]): Balance {
  const won = customers.filter((customer) => customer.won);
  const isNew = changes.filter((change) => movementOf(change) === "NEW");
  const open = changes.filter(isOpen);
  const kept = open.map(({ opening, closing }) => (closing < opening ? closing : opening));
  const winning = sideOf(WINNING, customers, won.length, total(isNew.map(({ closing }) => closing)));
  const keeping = sideOf(KEEPING, customers, open.filter(isRetained).length, total(kept));
  return { winning, keeping, ratio: ratioOf(winning.spent, keeping.spent) };
}

function sideOf(costs: readonly CostOf[], all: readonly CustomerMoney[], customers: number, value: Minor): BalanceSide {
  const spendings = costs.map(([kind, cost]) => spendingOf(kind, all.map(cost).filter(isKnown)));
  const known = spendings.map(({ amount }) => amount).filter(isKnown);
  const spent = known.length === 0 ? null : total(known);
  return { spendings, spent, customers, value, perUnit: ratioOf(spent, value) };
}

function spendingOf(kind: SpendingKind, known: readonly Minor[]): Spending {
  const customers = known.length;
  if (customers === 0) return { kind, amount: null, customers, mean: null };
  const amount = total(known);
  return { kind, amount, customers, mean: minor(divideRounded(amount, BigInt(customers))) };
}

const ratioOf = (part: Minor | null, whole: Minor | null): number | null =>
  part === null || whole === null || whole === 0n ? null : Number(part) / Number(whole);

const isKnown = (amount: Minor | null): amount is Minor => amount !== null;

const total = (amounts: readonly Minor[]): Minor => minor(amounts.reduce((sum, amount) => sum + amount, 0n));

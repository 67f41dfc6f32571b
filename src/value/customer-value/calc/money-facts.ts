import { addDays, type Day, type Period } from "../../../kernel/calendar";
import { minor, type Minor } from "../../../kernel/money";

/**
 * What an amount of a customer and a period is.
 *
 * | kind        | amount                                                                            |
 * |-------------|-----------------------------------------------------------------------------------|
 * | PURCHASES   | what was bought, less the refunds that name a purchase of the period              |
 * | GOODS       | what the purchases cost us; a refund without a cost gave nothing back of it       |
 * | ACCRUED     | Σ annual value of a contract × days of the period that it counts for ÷ 365        |
 * | IN_FORCE    | annual value of the contracts that count on the period's last day                 |
 * | SERVICE     | interactions from the day on which the customer was won                           |
 * | WINNING     | interactions before it                                                            |
 * | ACQUISITION | what winning it cost, as recorded                                                 |
 */
export type MoneyKind = "PURCHASES" | "GOODS" | "ACCRUED" | "IN_FORCE" | "SERVICE" | "WINNING" | "ACQUISITION";

/** All amounts of one kind and currency. */
export interface MoneyFact {
  readonly kind: MoneyKind;
  /** null where no amount is recorded */
  readonly currency: string | null;
  /** minor units, as text */
  readonly amount: string | null;
  /** purchases, contracts or interactions that it is of */
  readonly count: number;
  /** those of them without an amount */
  readonly unknown: number;
}

/** A customer and what is recorded of its money in a period. Merged customers are one. */
export interface MoneyFacts {
  readonly customerId: string;
  /** what it is billed in */
  readonly currency: string | null;
  /** null: a lead */
  readonly wonOn: Day | null;
  readonly facts: readonly MoneyFact[];
}

/** The 365 days that end with this one. */
export const yearTo = (asOf: Day): Period => ({ start: addDays(asOf, -364), end: addDays(asOf, 1) });

/** An amount in another currency; throws where no rate is known. */
export type Convert = (amount: Minor, currency: string) => Minor;

/** What a customer brought and cost in a period, in one currency. */
export interface CustomerMoney {
  readonly customerId: string;
  /** became a customer in the period */
  readonly won: boolean;
  /** how many purchases; refunded whole they are none */
  readonly purchases: number;
  readonly revenue: Minor;
  /** of the contracts in force on the last day, or of the purchases: a year's worth when the period is a year */
  readonly annualValue: Minor;
  /** of the purchases, 0 without any; null when one of them has no cost. Contracts have none in the record. */
  readonly costOfGoods: Minor | null;
  /** of those interactions that have a cost; null when none has */
  readonly costToServe: Minor | null;
  /** the same of the interactions while it was a lead */
  readonly costOfWinning: Minor | null;
  /** null when not recorded, and of leads */
  readonly acquisitionCost: Minor | null;
}

/** @throws what `convert` throws for a currency without a rate */
export const customerMoney = (
  { customerId, wonOn, facts }: MoneyFacts,
  period: Period,
  convert: Convert,
): CustomerMoney => ({
  customerId,
  won: isIn(period, wonOn),
  ...amountsOf(facts, convert),
});

/** @throws what `convert` throws for a currency without a rate */
export function amountsOf(facts: readonly MoneyFact[], convert: Convert): Omit<CustomerMoney, "customerId" | "won"> {
  const { PURCHASES, GOODS, ACCRUED, IN_FORCE, SERVICE, WINNING, ACQUISITION } = totals(facts, convert);
  const bought = PURCHASES.amount > 0n ? PURCHASES.amount : 0n;
  return {
    purchases: PURCHASES.count,
    revenue: minor(PURCHASES.amount + ACCRUED.amount),
    annualValue: minor(IN_FORCE.amount + bought),
    costOfGoods: GOODS.unknown > 0 ? null : minor(GOODS.amount),
    costToServe: asFarAsKnown(SERVICE),
    costOfWinning: asFarAsKnown(WINNING),
    acquisitionCost: asFarAsKnown(ACQUISITION),
  };
}

interface Total {
  amount: bigint;
  count: number;
  unknown: number;
}

const nothing = (): Total => ({ amount: 0n, count: 0, unknown: 0 });

function totals(facts: readonly MoneyFact[], convert: Convert): Readonly<Record<MoneyKind, Total>> {
  const all: Record<MoneyKind, Total> = {
    PURCHASES: nothing(),
    GOODS: nothing(),
    ACCRUED: nothing(),
    IN_FORCE: nothing(),
    SERVICE: nothing(),
    WINNING: nothing(),
    ACQUISITION: nothing(),
  };
  for (const { kind, currency, amount, count, unknown } of facts) {
    const total = all[kind];
    total.count += count;
    total.unknown += unknown;
    if (amount !== null && currency !== null) total.amount += convert(minor(BigInt(amount)), currency);
  }
  return all;
}

/** Null when none of them has an amount. */
const asFarAsKnown = ({ amount, count, unknown }: Total): Minor | null => (count > unknown ? minor(amount) : null);

/** The one currency of all amounts, or null when they are of several or there are none. */
export function onlyCurrency({ facts }: MoneyFacts): string | null {
  const currencies = new Set(facts.flatMap(({ amount, currency }) => (amount === null ? [] : [currency])));
  return currencies.size === 1 ? [...currencies][0]! : null;
}

const isIn = ({ start, end }: Period, day: Day | null): boolean => day !== null && start <= day && day < end;

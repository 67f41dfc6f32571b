import type { Day } from "../../kernel/calendar";
import type { MoneyFact, MoneyFacts, MoneyKind } from "./calc/money-facts";

type Columns<Row extends unknown[]> = { readonly [Index in keyof Row]: readonly Row[Index][] | null };

/** What the statement tells, column by column, null without rows; amounts as text, so that no digit is lost. */
export interface MoneyColumns {
  readonly subject: Columns<[id: string, currency: string | null, wonOn: Day | null]>;
  readonly sold: Columns<
    [
      ...[id: number, currency: string, amount: string, purchases: number],
      ...[cost: string | null, count: number, unknown: number],
    ]
  >;
  readonly held: Columns<
    [id: number, currency: string, accrued: string, count: number, inForce: string | null, countInForce: number]
  >;
  readonly talked: Columns<
    [id: number, currency: string | null, isService: boolean, cost: string | null, count: number, unknown: number]
  >;
  readonly acquired: Columns<[id: number, currency: string | null, cost: string, count: number, unknown: number]>;
}

/** The facts of each customer, by kind and currency. */
export function moneyIn({ subject: [ids, billedIn, wonOn], ...told }: MoneyColumns): MoneyFacts[] {
  const facts = factsIn(told);
  return (ids ?? []).map((customerId, row) => {
    return { customerId, currency: billedIn![row]!, wonOn: wonOn![row]!, facts: facts[Number(customerId)] ?? [] };
  });
}

type Column<Value> = readonly Value[] | null;

/** Columns of one kind, the ids first; unknown is 0 where it is not told. */
type Told = readonly [
  ids: Column<number>,
  currencies: Column<string | null>,
  amounts: Column<string | null>,
  counts: Column<number>,
  unknown?: Column<number>,
];

const NOTHING: Omit<MoneyColumns, "subject"> = {
  sold: [null, null, null, null, null, null, null],
  held: [null, null, null, null, null, null],
  talked: [null, null, null, null, null, null],
  acquired: [null, null, null, null, null],
};

/**
 * The facts of the customers whose keys lead to them, of those tables that are told. Kinds come in the order of the alphabet.
 * The array is sparse where keys lie far apart.
 */
export function factsIn(told: Partial<typeof NOTHING>): MoneyFact[][] {
  const { sold, held, talked, acquired } = { ...NOTHING, ...told };
  const facts: MoneyFact[][] = [];
  const add = (kind: MoneyKind, [ids, currencies, amounts, counts, unknown]: Told, where = (_row: number) => true) =>
    ids?.forEach((id, row) => {
      if (!where(row)) return;
      const [currency, amount] = [currencies![row]!, amounts![row]!];
      (facts[id] ??= []).push({ kind, currency, amount, count: counts![row]!, unknown: unknown?.[row] ?? 0 });
    });
  const [buyers, soldIn, amounts, purchases, costs, counts, withoutCost] = sold;
  const [tenants, heldIn, accrued, terms, inForce, termsInForce] = held;
  const [callers, talkedIn, isService, spent, talks, talksWithoutCost] = talked;
  const talking: Told = [callers, talkedIn, spent, talks, talksWithoutCost];
  add("ACCRUED", [tenants, heldIn, accrued, terms]);
  add("ACQUISITION", acquired);
  add("GOODS", [buyers, soldIn, costs, counts, withoutCost]);
  add("IN_FORCE", [tenants, heldIn, inForce, termsInForce], (row) => termsInForce![row]! > 0);
  add("PURCHASES", [buyers, soldIn, amounts, purchases]);
  add("SERVICE", talking, (row) => isService![row]!);
  add("WINNING", talking, (row) => !isService![row]!);
  return facts;
}

import type { QueryConfig } from "pg";
import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { type CopyTarget, copyTarget } from "../../platform/database/copy-rows";
import { MONEY_READ_BY } from "../../value/customer-value/money-facts.queries";
import type { MoneyKind } from "../../value/customer-value/calc/money-facts";
import { FAMILIES, type FactsQuestion, READ_BY } from "./facts.queries";
import { type CustomerRows, type FamilyName, rowsOfEach } from "./found";
import type { Known } from "./known";

/** What was read stands for what is asked only where both are of one day, one definition, and the same statements. */
const basisOf = ({ asOf, definition }: FactsQuestion): string =>
  `${asOf} definition ${definition.version} ${READ_BY} ${MONEY_READ_BY}`;

/** One row, for the driver takes longer over many. JSON as it is written here has no line breaks. */
const KEPT = `
  select json_agg(customer_id::text) as customers, json_agg(won_on) as won, string_agg(known::text, E'\\n') as known
  from risk_facts where customer_id = any ($1::bigint[]) and basis = $2`;

export const keptQuery = (question: FactsQuestion, customers: readonly string[]): QueryConfig => ({
  ...{ name: "risk facts kept", text: KEPT, values: [customers, basisOf(question)] },
});

/** What is kept of customers, as it is read: all null of nobody. */
export interface KeptRow {
  readonly customers: readonly string[] | null;
  readonly won: readonly (Day | null)[] | null;
  readonly known: string | null;
}

/** What is kept of a customer: JSON is parsed at the customer's turn. */
export interface Kept {
  readonly wonOn: Day | null;
  readonly known: string;
}

/** By customer. */
export function keptOf({ customers, won, known }: KeptRow): ReadonlyMap<string, Kept> {
  const lines = known?.split("\n") ?? [];
  return new Map(customers?.map((customer, row) => [customer, { wonOn: won![row]!, known: lines[row]! }]));
}

export const keptIn = ({ known, wonOn }: Kept): Known => unpacked(JSON.parse(known) as Packed, wonOn);

type Amount = readonly [
  kind: MoneyKind,
  currency: string | null,
  amount: string | null,
  count: number,
  unknown: number,
];

/** The rows of each family, in the order of the families, and the amounts: names would be most of what is kept. */
type Packed = readonly [rows: readonly CustomerRows[FamilyName][], money: readonly Amount[]];

const packed = ({ rows, money }: Known): Packed => [
  FAMILIES.map(({ name }) => rows[name]),
  money.map(({ kind, currency, amount, count, unknown }) => [kind, currency, amount, count, unknown]),
];

const PLACE = Object.fromEntries(FAMILIES.map(({ name }, place) => [name, place])) as Readonly<
  Record<FamilyName, number>
>;

const unpacked = ([rows, money]: Packed, wonOn: Day | null): Known => ({
  rows: rowsOfEach(<Name extends FamilyName>(name: Name) => rows[PLACE[name]] as CustomerRows[Name]),
  money: money.map(([kind, currency, amount, count, unknown]) => ({ kind, currency, amount, count, unknown })),
  wonOn,
});

/** Null where it is not the same of all accounts, or nothing was bought. */
const purchasesTo = ({ rows: { rhythm } }: Known): Day | null => (rhythm.length === 1 ? rhythm[0]![0] : null);
/** Null where nothing was said. */
const interactionsTo = ({ rows: { talk } }: Known): Day | null => talk[0]?.[0] ?? null;

/** @param customers whose facts are read anew; all when null */
export const forgetFacts = (tx: EntityManager, customers: readonly string[] | null): Promise<unknown> =>
  customers === null
    ? tx.query(`delete from risk_facts`)
    : tx.query(`delete from risk_facts where customer_id = any ($1::bigint[])`, [customers]);

/** What was read of a customer. */
export interface KeptFacts {
  readonly customerId: string;
  readonly known: Known;
}

/** Where what was read is kept, of customers whose facts were forgotten: it goes with the run that read it, or not at all. */
export function keptFacts(question: FactsQuestion): CopyTarget<KeptFacts> {
  const basis = basisOf(question);
  return copyTarget("risk_facts", {
    customer_id: ({ customerId }) => customerId,
    basis: () => basis,
    won_on: ({ known }) => known.wonOn,
    purchases_to: ({ known }) => purchasesTo(known),
    interactions_to: ({ known }) => interactionsTo(known),
    known: ({ known }) => JSON.stringify(packed(known)),
  });
}

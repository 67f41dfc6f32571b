import type { Day } from "../../kernel/calendar";
import { runInOneSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import { type MoneyFact, yearTo } from "../../value/customer-value/calc/money-facts";
import { moneyQueries, readMoney } from "../../value/customer-value/money-facts.queries";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { factsQueries, isFew, textsIn } from "./facts.queries";
import { MONEY_PARTS } from "./money.queries";
import { rowsOfGroups, runAtOnce } from "./rows-of-groups";
import { type CustomerRows, foundIn, type Registers, registersIn, rowsOfEach, type Subject, subjectsIn } from "./found";

/** What is read of a customer as of a day, as the record says it: its facts and amounts follow from it. */
export interface Known {
  readonly rows: CustomerRows;
  /** what it bought, holds, and asked of us, in the 365 days that end with the day */
  readonly money: readonly MoneyFact[];
  /** null: a lead */
  readonly wonOn: Day | null;
}

/** What is read of customers, in the order of their keys; each is told at its turn, so that few are held at a time. */
export interface KnownInTurn {
  readonly registers: Registers;
  readonly customers: Iterable<readonly [customer: Subject, known: Known]>;
}

export interface KnownQuestion {
  readonly asOf: Day;
  readonly definition: RetentionDefinition;
  /** null: everybody. Those merged into others by the day are left out: what is known of them counts as the others'. */
  readonly customers: readonly string[] | null;
}

export type ReadKnown = (context: Context, question: KnownQuestion) => Promise<KnownInTurn>;

export const moneyQuestion = ({ asOf, definition, customers }: KnownQuestion) => ({
  ...{ period: yearTo(asOf), asOf, graceDays: definition.graceDays, customers },
});

const KINDS = new Set(MONEY_PARTS.flatMap(({ kinds }) => kinds));

/** Nothing after the day is known. */
export const readAfresh: ReadKnown = async ({ database: { pool }, signal }, question) => {
  const run = isFew(question.customers) ? runAtOnce : runInOneSnapshot;
  const queries = {
    money: moneyQueries(moneyQuestion(question)),
    facts: factsQueries(question, question.customers),
  };
  const read = await rowsOfGroups(run, pool, queries, signal);
  const [texts, money] = [textsIn(read.facts), readMoney(read.money)];
  const moneyOf = new Map(money.map((one) => [one.customerId, one]));
  const subjects = subjectsIn(texts);
  const found = foundIn(texts, keysOf(subjects));
  const known = ({ customerId }: Subject, place: number): Known => {
    const { facts, wonOn } = moneyOf.get(customerId)!;
    return {
      rows: rowsOfEach((name) => found[name](place)),
      money: facts.filter(({ kind }) => KINDS.has(kind)),
      wonOn,
    };
  };
  return { registers: registersIn(texts), customers: inTurn(subjects, known) };
};

export const keysOf = (subjects: readonly Subject[]): string[] => subjects.map(({ customerId }) => customerId);

export function* inTurn(
  subjects: readonly Subject[],
  known: (customer: Subject, place: number) => Known,
): Generator<readonly [Subject, Known]> {
  for (const [place, customer] of subjects.entries()) yield [customer, known(customer, place)];
}

import { addDays, type Day, lastDayOf } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type BookEntry, type Ledger, ledgerOf, usualRole } from "../credit/calc/book";
import { type Holding, wholeOf } from "../credit/calc/claims";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import type { Question } from "./question";
import { type RepsOf, repsOf, type Subject } from "./subject";

/** The customers that a scorecard speaks of. */
export interface Book {
  /** the role it is kept in; null for the whole company, or where nobody serves anyone */
  readonly role: string | null;
  /** the customers about whom facts are fetched: those of all books that are made together */
  readonly population: Population;
  /** its entries, as far as there is something to say about the customer */
  entries<Known>(facts: ReadonlyMap<string, Known>): Iterable<BookEntry>;
}

/** Customers about whom something is asked: their ids with commas between, or everybody. Text, so that a batch can hold it. */
export type Population = string;
export const EVERYBODY: Population = "everybody";

/** The book of one subject; those of one request that share a question are made together, by a fixed number of statements. */
export async function bookOf(context: Context, question: Question, subject: Subject): Promise<Book> {
  if (subject.kind === "COMPANY") return companyBook(question);
  if (subject.kind === "HOUSE") return houseBook(context, question);
  const { kind } = subject;
  const book = await batched(context, `books ${kind} ${question.key}`, subject.id, (ids) =>
    booksOf(context, question, kind, ids),
  );
  return book ?? { role: question.role, population: "", entries: () => [] };
}

function companyBook({ rule, period }: Question): Book {
  const share = wholeShare(wholeOf(rule, period));
  return {
    role: null,
    population: EVERYBODY,
    *entries(facts) {
      for (const customerId of facts.keys()) yield { customerId, repId: null, share };
    },
  };
}

async function houseBook(context: Context, question: Question): Promise<Book> {
  const holdings = await holdingsIn(context, { ...daysOfCredit(question), role: question.role, reps: null });
  const role = question.role ?? usualRole(holdings);
  const ledger = ledgerIn(question, holdings, role);
  return {
    role,
    population: EVERYBODY,
    *entries(facts) {
      for (const customerId of facts.keys()) {
        const entry = ledger.ofHouse(customerId);
        if (entry.share.weight > 0n) yield entry;
      }
    },
  };
}

async function booksOf(
  context: Context,
  question: Question,
  kind: RepsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Book>> {
  const { from, to } = daysOfCredit(question);
  const reps = await repsOf(context, kind, ids, to);
  const all = [...new Set([...reps.values()].flat())];
  const holdings = await holdingsIn(context, { from, to, role: question.role, reps: all });
  const byRep = groupBy(holdings, ({ repId }) => repId);
  const population = [...new Set(holdings.map(({ customerId }) => customerId))].join();
  const ledgers = new Map<string | null, Ledger>();
  const book = (members: readonly string[]): Book => {
    const role = question.role ?? usualRole(members.flatMap((rep) => byRep.get(rep) ?? []));
    const ledger = ledgers.get(role) ?? ledgerIn(question, holdings, role);
    ledgers.set(role, ledger);
    const entries = members.flatMap((rep) => ledger.ofRep.get(rep) ?? []);
    return { role, population, entries: () => entries };
  };
  return new Map([...reps].map(([id, members]) => [id, book(members)]));
}

const ledgerIn = ({ rule, period }: Question, holdings: readonly Holding[], role: string | null): Ledger =>
  ledgerOf(
    holdings.filter((holding) => holding.role === role),
    { rule, period, lostOn: new Map() },
  );

/** The days on which a rule looks at who holds a customer, both included. The last one decides who reports to whom. */
function daysOfCredit({ rule, period, asOf }: Question): { readonly from: Day; readonly to: Day } {
  const opening = addDays(period.start, -1);
  if (rule === "AT_OPENING") return { from: opening, to: opening };
  const last = lastDayOf(period);
  return { from: period.start, to: last < asOf ? last : asOf };
}

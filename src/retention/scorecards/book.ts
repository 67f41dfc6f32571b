import { addDays, type Day, lastDayOf } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type BookEntry, type Ledger, ledgerOf, usualRole } from "../credit/calc/book";
import { type Holding, wholeOf } from "../credit/calc/claims";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import { lossDays, type LossDays } from "./loss-days";
import type { Question } from "./question";
import { type RepsOf, repsOf, type Subject } from "./subject";

/** The customers that a scorecard speaks of. */
export interface Book {
  /** the role it is kept in; null for the whole company, or where nobody serves anyone */
  readonly role: string | null;
  /** the customers about whom facts are fetched: those of all books that are made together */
  readonly population: Population;
  /**
   * Its entries, rep by rep, as far as there is something to say about the customer. The books of a rep and of its
   * leaders hold the same shelf, so that what it adds up to is computed once.
   */
  shelves<Known>(facts: ReadonlyMap<string, Known>): readonly Shelf[];
}

export type Shelf = readonly BookEntry[];

/** Customers about whom something is asked: their ids with commas between, or everybody. Text, so that a batch can hold it. */
export type Population = string;
export const EVERYBODY: Population = "everybody";

/** The book of one subject; those of one request that share a question are made together, by a fixed number of statements. */
export async function bookOf(context: Context, question: Question, subject: Subject): Promise<Book> {
  if (subject.kind === "COMPANY") return companyBook(question);
  if (subject.kind === "HOUSE") return houseBook(context, question);
  const key = `${subject.kind} ${subject.id}`;
  const book = await batched(context, `books ${question.key}`, key, (keys) => booksOf(context, question, keys));
  return book ?? { role: question.role, population: "", shelves: () => [] };
}

function companyBook({ rule, period }: Question): Book {
  const share = wholeShare(wholeOf(rule, period));
  const shelves: Book["shelves"] = (facts) => [
    Array.from(facts.keys(), (customerId) => ({ customerId, repId: null, share })),
  ];
  return { role: null, population: EVERYBODY, shelves };
}

async function houseBook(context: Context, question: Question): Promise<Book> {
  const holdings = await holdingsIn(context, { ...daysOfCredit(question), role: question.role, reps: null });
  const role = question.role ?? usualRole(holdings);
  const ledger = ledgerIn(question, holdings, role, await lostIn(context, question, null));
  const shelves: Book["shelves"] = (facts) => [
    Array.from(facts.keys(), ledger.ofHouse).filter(({ share }) => share.weight > 0n),
  ];
  return { role, population: EVERYBODY, shelves };
}

/** @param keys kind and id of each subject */
async function booksOf(
  context: Context,
  question: Question,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Book>> {
  const { from, to } = daysOfCredit(question);
  const reps = await repsOfAll(context, keys, to);
  const all = [...new Set([...reps.values()].flat())];
  const holdings = await holdingsIn(context, { from, to, role: question.role, reps: all });
  const byRep = groupBy(holdings, ({ repId }) => repId);
  const customers = [...new Set(holdings.map(({ customerId }) => customerId))];
  const population = customers.join();
  const lostOn = await lostIn(context, question, customers);
  const ledgers = new Map<string | null, Ledger>();
  const book = (members: readonly string[]): Book => {
    const role = question.role ?? usualRole(members.flatMap((rep) => byRep.get(rep) ?? []));
    const ledger = ledgers.get(role) ?? ledgerIn(question, holdings, role, lostOn);
    ledgers.set(role, ledger);
    const shelves = members.map((rep) => ledger.ofRep.get(rep)).filter((shelf) => shelf !== undefined);
    return { role, population, shelves: () => shelves };
  };
  return new Map([...reps].map(([key, members]) => [key, book(members)]));
}

async function repsOfAll(
  context: Context,
  keys: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const kinds = groupBy(keys, (key) => key.split(" ")[0] as RepsOf);
  const found = await Promise.all(
    Array.from(kinds, async ([kind, ofKind]) => {
      const reps = await repsOf(
        context,
        kind,
        ofKind.map((key) => key.slice(kind.length + 1)),
        day,
      );
      return Array.from(reps, ([id, members]) => [`${kind} ${id}`, members] as const);
    }),
  );
  return new Map(found.flat());
}

const ledgerIn = (
  { rule, period }: Question,
  holdings: readonly Holding[],
  role: string | null,
  lostOn: LossDays,
): Ledger =>
  ledgerOf(
    holdings.filter((holding) => holding.role === role),
    { rule, period, lostOn },
  );

/** Only at closing a loss decides whose a customer is. */
const lostIn = (context: Context, question: Question, customers: readonly string[] | null): Promise<LossDays> =>
  question.rule === "AT_CLOSING" ? lossDays(context, question, customers) : Promise.resolve(new Map());

/** The days on which a rule looks at who holds a customer, both included. The last one decides who reports to whom. */
function daysOfCredit({ rule, period, asOf }: Question): { readonly from: Day; readonly to: Day } {
  const opening = addDays(period.start, -1);
  if (rule === "AT_OPENING") return { from: opening, to: opening };
  const last = lastDayOf(period);
  return { from: period.start, to: last < asOf ? last : asOf };
}

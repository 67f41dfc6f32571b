import { upTo } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type BookEntry, type ExcludedEntry, type Ledger, ledgerOf, usualRole } from "../credit/calc/book";
import { type Holding, wholeOf } from "../credit/calc/claims";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import { attributionOf, daysOfCredit, daysRead } from "./attribution";
import type { Question } from "./question";
import { repsOfAll, type Subject } from "./subject";

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
  /** what reps held and the policy gave to the house, rep by rep: taken out of a rep's book, or put into the house's */
  readonly excluded: readonly (readonly ExcludedEntry[])[];
  /** the shelves as they would be if everything counted that reps held */
  shelvesWithExcluded<Known>(facts: ReadonlyMap<string, Known>): readonly Shelf[];
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
  return book ?? shelved(question.role, "", [], []);
}

function companyBook({ rule, period, asOf }: Question): Book {
  const share = wholeShare(wholeOf(rule, upTo(period, asOf)));
  const shelves: Book["shelves"] = (facts) => [
    Array.from(facts.keys(), (customerId) => ({ customerId, repId: null, share })),
  ];
  return { role: null, population: EVERYBODY, shelves, excluded: [], shelvesWithExcluded: shelves };
}

async function houseBook(context: Context, question: Question): Promise<Book> {
  const holdings = await holdingsIn(context, { ...daysRead(question), role: question.role, of: null });
  const role = question.role ?? usualRole(credited(question, holdings));
  const ledger = ledgerOf(ofRole(holdings, role), await attributionOf(context, question, null));
  const part =
    (rest: (customerId: string) => BookEntry): Book["shelves"] =>
    (facts) => [Array.from(facts.keys(), rest).filter(({ share }) => share.weight > 0n)];
  const [shelves, shelvesWithExcluded] = [part(ledger.ofHouse), part(ledger.unheld)];
  return { role, population: EVERYBODY, shelves, excluded: [...ledger.excluded.values()], shelvesWithExcluded };
}

/** The book of reps. */
function shelved(
  role: string | null,
  population: Population,
  shelves: readonly Shelf[],
  excluded: Book["excluded"],
): Book {
  const all = [...shelves, ...excluded];
  return { role, population, shelves: () => shelves, excluded, shelvesWithExcluded: () => all };
}

/** @param keys kind and id of each subject */
async function booksOf(
  context: Context,
  question: Question,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Book>> {
  const reps = await repsOfAll(context, keys, daysOfCredit(question).to);
  const all = [...new Set([...reps.values()].flat())];
  const holdings = await holdingsIn(context, { ...daysRead(question), role: question.role, of: { reps: all } });
  const counting = credited(question, holdings);
  const byRep = groupBy(counting, ({ repId }) => repId);
  const customers = [...new Set(counting.map(({ customerId }) => customerId))];
  const population = customers.join();
  const attribution = await attributionOf(context, question, customers);
  const ledgers = new Map<string | null, Ledger>();
  const book = (members: readonly string[]): Book => {
    const role = question.role ?? usualRole(members.flatMap((rep) => byRep.get(rep) ?? []));
    const ledger = ledgers.get(role) ?? ledgerOf(ofRole(holdings, role), attribution);
    ledgers.set(role, ledger);
    const shelves = members.flatMap((rep) => [ledger.ofRep.get(rep) ?? []]).filter(({ length }) => length > 0);
    const excluded = members.flatMap((rep) => [ledger.excluded.get(rep) ?? []]).filter(({ length }) => length > 0);
    return shelved(role, population, shelves, excluded);
  };
  return new Map([...reps].map(([key, members]) => [key, book(members)]));
}

/** Who held customers on the days that the rule looks at: they say which role is meant, and whom facts are fetched of. */
function credited(question: Question, holdings: readonly Holding[]): readonly Holding[] {
  const { from, to } = daysOfCredit(question);
  return holdings.filter(({ startsOn, endsOn }) => startsOn <= to && (endsOn === null || endsOn > from));
}

const ofRole = (holdings: readonly Holding[], role: string | null): readonly Holding[] =>
  holdings.filter((holding) => holding.role === role);

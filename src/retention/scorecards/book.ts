import { upTo } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type BookEntry, type ExcludedEntry, ledgerOf } from "../credit/calc/book";
import { type Holding, wholeOf } from "../credit/calc/claims";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import { attributionOf, daysOfCredit, daysRead } from "./attribution";
import type { Question } from "./question";
import { repsOfAll, type Subject } from "./subject";

/** The customers that a scorecard speaks of. */
export interface Book {
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
export const NOBODY: Population = "";

/**
 * The book of one subject in the role that is asked for; those of one request that share a question and a role are made
 * together, by a fixed number of statements. Empty where the role is null, but for the company's.
 */
export async function bookOf(context: Context, question: Question, subject: Subject): Promise<Book> {
  if (subject.kind === "COMPANY") return companyBook(question);
  if (subject.kind === "HOUSE") return houseBook(context, question);
  const { key, role } = question;
  if (role === null) return NOBODYS;
  const book = await batched(context, `books ${key} ${role}`, `${subject.kind} ${subject.id}`, (keys) =>
    booksOf(context, question, keys),
  );
  return book ?? NOBODYS;
}

function companyBook({ rule, period, asOf }: Question): Book {
  const share = wholeShare(wholeOf(rule, upTo(period, asOf)));
  const shelves: Book["shelves"] = (facts) => [
    Array.from(facts.keys(), (customerId) => ({ customerId, repId: null, share })),
  ];
  return { population: EVERYBODY, shelves, excluded: [], shelvesWithExcluded: shelves };
}

async function houseBook(context: Context, question: Question): Promise<Book> {
  const { role } = question;
  const holdings = role === null ? [] : await holdingsIn(context, { ...daysRead(question), role, of: null });
  const ledger = ledgerOf(holdings, await attributionOf(context, question, null));
  const part =
    (rest: (customerId: string) => BookEntry): Book["shelves"] =>
    (facts) => [Array.from(facts.keys(), rest).filter(({ share }) => share.weight > 0n)];
  const [shelves, shelvesWithExcluded] = [part(ledger.ofHouse), part(ledger.unheld)];
  return { population: EVERYBODY, shelves, excluded: [...ledger.excluded.values()], shelvesWithExcluded };
}

/** The book of reps. */
function shelved(population: Population, shelves: readonly Shelf[], excluded: Book["excluded"]): Book {
  const all = [...shelves, ...excluded];
  return { population, shelves: () => shelves, excluded, shelvesWithExcluded: () => all };
}

const NOBODYS = shelved(NOBODY, [], []);

/** @param keys kind and id of each subject */
async function booksOf(
  context: Context,
  question: Question,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Book>> {
  const reps = await repsOfAll(context, keys, daysOfCredit(question).to);
  const all = [...new Set([...reps.values()].flat())];
  const holdings = await holdingsIn(context, { ...daysRead(question), role: question.role, of: { reps: all } });
  const customers = [...new Set(credited(question, holdings).map(({ customerId }) => customerId))];
  const population = customers.join();
  const ledger = ledgerOf(holdings, await attributionOf(context, question, customers));
  const book = (members: readonly string[]): Book => {
    const shelves = members.flatMap((rep) => [ledger.ofRep.get(rep) ?? []]).filter(({ length }) => length > 0);
    const excluded = members.flatMap((rep) => [ledger.excluded.get(rep) ?? []]).filter(({ length }) => length > 0);
    return shelved(population, shelves, excluded);
  };
  return new Map([...reps].map(([key, members]) => [key, book(members)]));
}

/** Who held customers on the days that the rule looks at: of those facts are fetched. */
function credited(question: Question, holdings: readonly Holding[]): readonly Holding[] {
  const { from, to } = daysOfCredit(question);
  return holdings.filter(({ startsOn, endsOn }) => startsOn <= to && (endsOn === null || endsOn > from));
}

import { addDays } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type BookEntry, usualRole } from "../credit/calc/book";
import type { Holding } from "../credit/calc/claims";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import { type Book, EVERYBODY, type Shelf } from "../scorecards/book";
import type { Question } from "../scorecards/question";
import { repsOf, type Subject } from "../scorecards/subject";
import { largestShares } from "./calc/largest-share";

/** Whose customers are judged, and in which role; null: the one in which most customers of the company are served. */
export interface Judged extends Question {
  readonly subject: Subject;
  readonly role: string | null;
}

/** Whose each customer was on the day before the period, as a whole: of who held the largest share of it. */
export interface WholeBooks {
  readonly ofRep: ReadonlyMap<string, Shelf>;
  readonly ofHouse: (customerId: string) => boolean;
}

/** The books of everybody in one role: one statement for all scorecards of a question. */
export async function wholeBooksOf(context: Context, { key, period, role }: Judged): Promise<WholeBooks> {
  const opening = addDays(period.start, -1);
  const found = await batched(context, `whole books ${key}`, role ?? "", async (roles) => {
    const only = roles.length === 1 && roles[0] !== "" ? roles[0]! : null;
    const holdings = await holdingsIn(context, { from: opening, to: opening, role: only, of: null });
    return new Map(roles.map((asked) => [asked, booksIn(asked === "" ? roleOf(holdings) : asked, holdings)]));
  });
  return found!;
}

const roleOf = (holdings: readonly Holding[]): string | null =>
  usualRole(holdings.map(({ repId, role }) => ({ repId, role, customers: 1 })));

/** A billionth of a customer: fine enough for its probability. */
const WHOLE = wholeShare(1_000_000_000n);

function booksIn(role: string | null, holdings: readonly Holding[]): WholeBooks {
  const owners = largestShares(holdings.filter((holding) => holding.role === role));
  const entries = Array.from(owners, ([customerId, repId]): BookEntry => ({ customerId, repId, share: WHOLE }));
  return {
    ofRep: groupBy(entries, ({ repId }) => repId!),
    ofHouse: (customerId) => !owners.has(customerId),
  };
}

/** A subject's customers at the opening, as whole ones, whatever a policy credits at the end. */
export async function wholeBookOf(context: Context, judged: Judged): Promise<Book> {
  const { subject, period, key } = judged;
  const { ofRep, ofHouse } = await wholeBooksOf(context, judged);
  const book = (shelves: Book["shelves"]): Book => ({
    ...{ population: EVERYBODY, shelves, excluded: [], shelvesWithExcluded: shelves },
  });
  const unheld = (customerId: string): BookEntry => ({ customerId, repId: null, share: WHOLE });
  if (subject.kind === "COMPANY") return book((facts) => [Array.from(facts.keys(), unheld)]);
  if (subject.kind === "HOUSE") return book((facts) => [[...facts.keys()].filter(ofHouse).map(unheld)]);
  const { kind, id } = subject;
  const reps = await batched(context, `reps judged ${kind} ${key}`, id, (ids) =>
    repsOf(context, kind, ids, addDays(period.start, -1)),
  );
  const shelves = (reps ?? []).flatMap((rep) => (ofRep.has(rep) ? [ofRep.get(rep)!] : []));
  return book(() => shelves);
}

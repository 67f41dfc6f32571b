import { addDays } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { type Counting, type Figure, figureOf, sumOf, type Tally, tallyOf } from "../measures/figure";
import type { FactKind, Measure } from "../measures/measure";
import { wholeBookOf } from "../risk-adjusted/whole-books";
import { type Book, bookOf, type Shelf } from "./book";
import { type FactsBy, factsOf } from "./facts";
import { type Question, questionOf, type ScorecardArgs } from "./question";
import { roleOf } from "./role";
import { segmentOf } from "./segment";
import { type SummedChanges, summedChanges } from "./summed-changes";
import type { Subject } from "./subject";

/** One subject's scorecard: what was asked, and the customers that it speaks of. Measures are computed when asked for. */
export interface Scorecard extends Question {
  readonly subject: Subject;
  /** its book, fetched when it is first asked for */
  book(): Promise<Book>;
  /** what changed in it, rep by rep, added up; null where every customer has to be looked at */
  summedChanges(): Promise<readonly SummedChanges[] | null>;
  /** the role in which the customers are served; null for the whole company, or an empty book */
  readonly role: string | null;
  /** whether renewals that were due in the period may still be closed within the grace */
  readonly provisional: boolean;
}

export const scorecardOf = async (context: Context, subject: Subject, args: ScorecardArgs): Promise<Scorecard> =>
  scorecardOver(context, subject, await questionOf(context, args));

/** The scorecard by which a question is answered. */
export async function scorecardOver(context: Context, subject: Subject, question: Question): Promise<Scorecard> {
  const { asOf, period, definition } = question;
  const inRole = { ...question, role: await roleOf(context, question, subject) };
  return {
    ...{ ...inRole, subject, provisional: asOf < addDays(period.end, definition.graceDays) },
    book: once(() => bookOf(context, inRole, subject)),
    summedChanges: once(() => summedChanges(context, inRole, subject)),
  };
}

/** What is read when it is first asked for, and known then. */
function once<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let known: Promise<Read> | undefined;
  return () => (known ??= read());
}

/** What a measure comes to, and what it would if everything counted that the policy excludes. */
export interface Measured extends Figure {
  /** the value over everything that reps held; the value itself where nothing is excluded */
  readonly valueWithExcluded: number | null;
}

/** What a measure comes to over a scorecard's book. */
export async function measured(context: Context, scorecard: Scorecard, measure: Measure): Promise<Measured> {
  const { counted, whole } = await talliesOver(context, scorecard, measure);
  const figure = figureOf(measure, counted, scorecard.currency);
  const { value } = whole === counted ? figure : figureOf(measure, whole, scorecard.currency);
  return { ...figure, valueWithExcluded: value };
}

/** What a scorecard's book adds up to for a measure. */
export interface Tallies {
  readonly counted: Tally;
  /** with what the policy excludes; the same object where that is nothing */
  readonly whole: Tally;
}

/** The sums that the value of a measure is the quotient of. */
export async function talliesOver(context: Context, scorecard: Scorecard, measure: Measure): Promise<Tallies> {
  const summed = measure.facts === "changes" ? await scorecard.summedChanges() : null;
  if (summed !== null) {
    const counted = sumOf(summed.map((one) => tallied(measure, one, () => tallyOf(measure, one))));
    return { counted, whole: counted };
  }
  const book = await bookBehind(context, scorecard, measure);
  const [facts, segment] = await Promise.all([
    factsOf(context, scorecard, measure.facts, book),
    segmentOf(context, scorecard),
  ]);
  const over = (shelves: readonly Shelf[]): Tally =>
    sumOf(shelves.map((one) => tallied(measure, one, () => tallyOf(measure, known(one, facts, segment)))));
  const counted = over(book.shelves(facts));
  return { counted, whole: book.excluded.length > 0 ? over(book.shelvesWithExcluded(facts)) : counted };
}

/** Whose losses are to be expected are whole customers as they were held at the opening; all else is of the book. */
export const bookBehind = (context: Context, scorecard: Scorecard, measure: Measure): Promise<Book> =>
  measure.facts === "outlook" ? wholeBookOf(context, scorecard) : scorecard.book();

/** What changed in a scorecard's book: customers one by one, or added up. */
export async function changesOf(context: Context, scorecard: Scorecard): Promise<Iterable<Counting<"changes">>> {
  const summed = await scorecard.summedChanges();
  if (summed !== null) return summed.flat();
  const book = await scorecard.book();
  const [facts, segment] = await Promise.all([
    factsOf(context, scorecard, "changes", book),
    segmentOf(context, scorecard),
  ]);
  return known<"changes">(book.shelves(facts).flat(), facts, segment);
}

function* known<Kind extends FactKind>(
  shelf: Shelf,
  facts: FactsBy<Kind>,
  segment: ReadonlySet<string> | null,
): Iterable<Counting<Kind>> {
  for (const { customerId, share } of shelf) {
    const found = facts.get(customerId);
    if (found !== undefined && (segment?.has(customerId) ?? true)) yield { customerId, share, facts: found };
  }
}

// A shelf is made for one question of one request: what was tallied of it is forgotten with it.
const tallies = new WeakMap<Shelf | SummedChanges, Map<Measure, Tally>>();

function tallied(measure: Measure, shelf: Shelf | SummedChanges, tally: () => Tally): Tally {
  const ofShelf = tallies.get(shelf) ?? new Map<Measure, Tally>();
  tallies.set(shelf, ofShelf);
  const found = ofShelf.get(measure) ?? tally();
  ofShelf.set(measure, found);
  return found;
}

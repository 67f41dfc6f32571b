import { addDays } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { type Counting, type Figure, figureOf, sumOf, type Tally, tallyOf } from "../measures/figure";
import type { Measure } from "../measures/measure";
import { wholeBookOf } from "../risk-adjusted/whole-books";
import { type Book, bookOf, type Shelf } from "./book";
import { factsOf } from "./facts";
import { type Question, questionOf, type ScorecardArgs } from "./question";
import { segmentOf } from "./segment";
import type { Subject } from "./subject";

/** One subject's scorecard: what was asked, and the customers that it speaks of. Measures are computed when asked for. */
export interface Scorecard extends Question {
  readonly subject: Subject;
  readonly book: Book;
  /** the role in which the customers are served; null for the whole company, or an empty book */
  readonly role: string | null;
  /** whether renewals that were due in the period may still be closed within the grace */
  readonly provisional: boolean;
}

export const scorecardOf = async (context: Context, subject: Subject, args: ScorecardArgs): Promise<Scorecard> =>
  scorecardOver(context, subject, await questionOf(context, args));

/** The scorecard by which a question is answered. */
export async function scorecardOver(context: Context, subject: Subject, question: Question): Promise<Scorecard> {
  const book = await bookOf(context, question, subject);
  const { asOf, period, definition } = question;
  return { ...question, subject, book, role: book.role, provisional: asOf < addDays(period.end, definition.graceDays) };
}

/** What a measure comes to, and what it would if everything counted that the policy excludes. */
export interface Measured extends Figure {
  /** the value over everything that reps held; the value itself where nothing is excluded */
  readonly valueWithExcluded: number | null;
}

/** What a measure comes to over a scorecard's book. */
export async function measured(context: Context, scorecard: Scorecard, measure: Measure): Promise<Measured> {
  const book = await bookBehind(context, scorecard, measure);
  const [facts, segment] = await Promise.all([
    factsOf(context, scorecard, measure.facts, book),
    segmentOf(context, scorecard),
  ]);
  const over = (shelves: readonly Shelf[]): Figure => {
    const tallies = shelves.map((one) => tallied(measure, one, () => tallyOf(measure, known(one, facts, segment))));
    return figureOf(measure, sumOf(tallies), scorecard.currency);
  };
  const figure = over(book.shelves(facts));
  const whole = book.excluded.length > 0 ? over(book.shelvesWithExcluded(facts)) : figure;
  return { ...figure, valueWithExcluded: whole.value };
}

/** Whose losses are to be expected are whole customers as they were held at the opening; all else is of the book. */
export const bookBehind = (context: Context, scorecard: Scorecard, measure: Measure): Promise<Book> =>
  measure.facts === "outlook" ? wholeBookOf(context, scorecard) : Promise.resolve(scorecard.book);

function* known(
  shelf: Shelf,
  facts: ReadonlyMap<string, Counting["facts"]>,
  segment: ReadonlySet<string> | null,
): Iterable<Counting> {
  for (const { customerId, share } of shelf) {
    const found = facts.get(customerId);
    if (found !== undefined && (segment?.has(customerId) ?? true)) yield { customerId, share, facts: found };
  }
}

// A shelf is made for one question of one request: what was tallied of it is forgotten with it.
const tallies = new WeakMap<Shelf, Map<Measure, Tally>>();

function tallied(measure: Measure, shelf: Shelf, tally: () => Tally): Tally {
  const ofShelf = tallies.get(shelf) ?? new Map<Measure, Tally>();
  tallies.set(shelf, ofShelf);
  const found = ofShelf.get(measure) ?? tally();
  ofShelf.set(measure, found);
  return found;
}

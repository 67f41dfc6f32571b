import { addDays } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type Counting, type Figure, figureOf } from "../measures/figure";
import type { Measure } from "../measures/measure";
import { type Book, bookOf } from "./book";
import { factsOf } from "./facts";
import { type Question, questionOf, type ScorecardArgs } from "./question";
import type { Subject } from "./subject";
import { customersOfSegment } from "./subject.queries";

/** One subject's scorecard: what was asked, and the customers that it speaks of. Measures are computed when asked for. */
export interface Scorecard extends Question {
  readonly subject: Subject;
  readonly book: Book;
  /** the role in which the customers are served; null for the whole company, or an empty book */
  readonly role: string | null;
  /** whether renewals that were due in the period may still be closed within the grace */
  readonly provisional: boolean;
}

export async function scorecardOf(context: Context, subject: Subject, args: ScorecardArgs): Promise<Scorecard> {
  const question = await questionOf(context, args);
  const book = await bookOf(context, question, subject);
  const { asOf, period, definition } = question;
  return { ...question, subject, book, role: book.role, provisional: asOf < addDays(period.end, definition.graceDays) };
}

/** What a measure comes to over a scorecard's book. */
export async function measured(context: Context, scorecard: Scorecard, measure: Measure): Promise<Figure> {
  return figureOf(measure, await counting(context, scorecard, measure), scorecard.currency);
}

/** The entries of the book that a measure is computed from: those of its segment, as far as their facts are known. */
async function counting(context: Context, scorecard: Scorecard, measure: Measure): Promise<Iterable<Counting>> {
  const [facts, segment] = await Promise.all([
    factsOf(context, scorecard, measure.facts, scorecard.book),
    segmentOf(context, scorecard),
  ]);
  return known(scorecard.book, facts, (customerId) => segment?.has(customerId) ?? true);
}

function* known(
  book: Book,
  facts: ReadonlyMap<string, Counting["facts"]>,
  isAsked: (customerId: string) => boolean,
): Iterable<Counting> {
  for (const { customerId, share } of book.entries(facts)) {
    const found = facts.get(customerId);
    if (found !== undefined && isAsked(customerId)) yield { customerId, share, facts: found };
  }
}

/** The customers of the segment asked for; null for all. */
export const segmentOf = (context: Context, { segment }: Question): Promise<ReadonlySet<string> | null> =>
  segment === null
    ? Promise.resolve(null)
    : batched(context, "customersOfSegment", segment, async (names) => {
        const found = await Promise.all(names.map((name) => customersOfSegment(context, name)));
        return new Map(names.map((name, index) => [name, found[index]!]));
      });

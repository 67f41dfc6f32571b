import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { segmentOf } from "../scorecards/segment";
import type { Outlook } from "./calc/case-mix";
import { compareReps, type Comparison, judge, type Judgement } from "./calc/judgement";
import { noteOn } from "./calc/note";
import type { JudgedBook } from "./calc/rep-differences";
import { type Expectation, expectationOf, type Training } from "./expectation";
import { type Judged, wholeBookOf, type WholeBooks, wholeBooksOf } from "./whole-books";

/** Losses against those to be expected, and what the judgement rests on. */
export interface RiskAdjusted extends Omit<Judgement, "shrunken"> {
  /** null where no reps are judged: of the house, and of the company, which is its own yardstick */
  readonly shrunken: number | null;
  readonly comparison: Comparison;
  readonly training: Training;
  readonly note: string | null;
}

/**
 * What a subject's customers at the opening lost, against what was to be expected of them; null when there were none.
 * Whoever a policy credits at the end, this looks at who had them before. Source: domain §3.3.
 *
 * All subjects of one question in a request take the same statements: those of the expectation, one for who held whom, and
 * one for who is in whose team.
 */
export async function riskAdjustedOf(context: Context, judged: Judged): Promise<RiskAdjusted | null> {
  const { period, base, asOf, currency, definition, subject } = judged;
  const [expectation, segment, everybody, book] = await Promise.all([
    expectationOf(context, { period, base, asOf, currency, graceDays: definition.graceDays }),
    segmentOf(context, judged),
    wholeBooksOf(context, judged),
    wholeBookOf(context, judged),
  ]);
  const { outlooks, training } = expectation;
  const books = book.shelves(outlooks).flatMap((shelf) => judgedBook(shelf, outlooks, segment) ?? []);
  if (books.length === 0) return null;
  const { comparison, house } = (await batched(context, `compared ${judged.key} ${judged.role}`, "", async () => {
    return new Map([["", compared(everybody, expectation, segment)]]);
  }))!;
  const judgement = judge(books, comparison.variance);
  const shrunken = subject.kind === "COMPANY" || subject.kind === "HOUSE" ? null : judgement.shrunken;
  return { ...judgement, shrunken, comparison, training, note: noteOn({ judgement, house, comparison, training }) };
}

/** The reps of a role beside each other, and the house beside them all. */
function compared(
  { ofRep, ofHouse }: WholeBooks,
  { outlooks }: Expectation,
  segment: ReadonlySet<string> | null,
): { readonly comparison: Comparison; readonly house: Judgement | null } {
  const books = [...ofRep.values()].flatMap((shelf) => judgedBook(shelf, outlooks, segment) ?? []);
  const unheld = [...outlooks.keys()].filter(ofHouse).map((customerId) => ({ customerId }));
  const comparison = compareReps(books);
  const house = judgedBook(unheld, outlooks, segment);
  return { comparison, house: house && judge([house], comparison.variance) };
}

/** Those of the customers that were there at the opening; null when none was. */
function judgedBook(
  customers: readonly { readonly customerId: string }[],
  outlooks: ReadonlyMap<string, Outlook>,
  segment: ReadonlySet<string> | null,
): JudgedBook | null {
  const there = customers.flatMap(({ customerId }) => {
    const outlook = outlooks.get(customerId);
    return outlook && (segment?.has(customerId) ?? true) ? [outlook] : [];
  });
  if (there.length === 0) return null;
  return {
    probabilities: there.map(({ probability }) => probability),
    losses: there.filter(({ lost }) => lost).length,
  };
}

import { addDays, type Day, type Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import type { Measure } from "../../retention/measures/measure";
import { measureOf } from "../../retention/measures/measures";
import { type Question, questionOf } from "../../retention/scorecards/question";
import { type Scorecard, scorecardOver, talliesOver } from "../../retention/scorecards/scorecard";
import type { Subject } from "../../retention/scorecards/subject";
import { definitionOn } from "../../value/definitions/definition.queries";
import { times } from "../calc/exact";
import type { MeasureReading } from "../calc/person";
import type { MeasureAsked } from "./calc/asked";
import { exactFigure } from "./exact-figure";
import { exactRate, type Rates } from "./rates";

/** Whose figure it is, in which role, and for which plan. */
export interface Reader {
  readonly plan: string;
  /** what the plan pays in: amounts are told in it */
  readonly currency: string;
  /** null: the one in which they serve most customers */
  readonly role: string | null;
  readonly subject: Subject | null;
}

/** Reads measures of one period. */
export type ReadMeasure = (asked: MeasureAsked, reader: Reader) => Promise<MeasureReading>;

export const measureNamed = (code: string): Measure =>
  must(
    code in MeasureCode ? measureOf(code as MeasureCode) : null,
    `a measure of the code ${code}, which a plan reads`,
  );

/**
 * Reads measures as the scorecard of the period tells them: what was decided behind the period counts as long as the grace
 * lasts, and until then it is provisional. All that is asked for together is read together.
 */
export async function measureReader(context: Context, period: Period, asOf: Day, rates: Rates): Promise<ReadMeasure> {
  const { graceDays, version } = await definitionOn(context, period.start);
  const last = addDays(period.end, graceDays);
  const day = asOf < last ? asOf : last;
  const questions = new Map<string | null, Promise<Question>>();
  const cards = new Map<string, Promise<Scorecard>>();
  const cardOf = (subject: Subject, role: string | null): Promise<Scorecard> => {
    const question = questions.get(role) ?? questionOf(context, { period, asOf: day, role });
    questions.set(role, question);
    const key = `${role} ${subject.kind} ${"id" in subject ? subject.id : ""}`;
    const card = cards.get(key) ?? question.then((asked) => scorecardOver(context, subject, asked));
    cards.set(key, card);
    return card;
  };
  return async ({ measure: code, scope }, { plan, currency, role, subject }) => {
    const reading = { plan, measure: code, scope, definition: version, provisional: day < last };
    const measure = measureNamed(code);
    if (subject === null) return { ...reading, value: null };
    const card = await cardOf(subject, role);
    const { counted } = await talliesOver(context, card, measure);
    const value = exactFigure(measure, counted, card.currency);
    if (value === null || measure.unit !== "MONEY") return { ...reading, value };
    // As a scorecard tells amounts: at the rates of the period's first day.
    return { ...reading, value: times(value, exactRate(rates, card.currency, currency, period.start)) };
  };
}

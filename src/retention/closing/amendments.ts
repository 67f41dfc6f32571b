import type { Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { definitionOf } from "../../value/definitions/definition.queries";
import { attributionPolicyOf } from "../credit/policy.queries";
import type { Question } from "../scorecards/question";
import { type ReportedMeasure, reportOf } from "../scorecards/report";
import { scorecardOver } from "../scorecards/scorecard";
import type { Subject } from "../scorecards/subject";
import type { ClosedScorecard } from "./closed-scorecards.queries";

/** A measure that would come out otherwise now. */
export interface Amendment {
  readonly closed: ReportedMeasure;
  readonly now: ReportedMeasure;
}

/**
 * Where a closed scorecard differs from what the same question gives now, under the same versions of definition and policy
 * and in the same role and currency. A measure that did not exist then has nothing to differ from.
 *
 * @throws FX_RATE_MISSING
 */
export async function amendmentsOf(
  context: Context,
  subject: Subject,
  period: Period,
  closed: ClosedScorecard,
): Promise<Amendment[]> {
  const question = await questionAgain(context, period, closed);
  const { measures } = await reportOf(context, await scorecardOver(context, subject, question));
  const now = new Map(measures.map((measure) => [measure.code, measure]));
  return closed.measures.flatMap((measure) => {
    const again = now.get(measure.code);
    return again && differ(measure, again) ? [{ closed: measure, now: again }] : [];
  });
}

async function questionAgain(context: Context, period: Period, closed: ClosedScorecard): Promise<Question> {
  const { base, rule, role, currency, definitionId, policyId } = closed;
  const [definition, policy] = await Promise.all([
    definitionOf(context, definitionId),
    attributionPolicyOf(context, policyId),
  ]);
  const asOf = context.today;
  const key = JSON.stringify([closed.closedPeriodId, period.start, period.end, role, asOf]);
  return { period, base, asOf, definition, policy, rule, role, segment: null, currency, key };
}

const differ = (one: ReportedMeasure, other: ReportedMeasure): boolean =>
  one.value !== other.value ||
  one.numerator !== other.numerator ||
  one.denominator !== other.denominator ||
  one.sampleSize !== other.sampleSize;

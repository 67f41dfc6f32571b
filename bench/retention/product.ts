import type { Period } from "../../src/kernel/calendar";
import type { Context } from "../../src/platform/graphql/context";
import { MEASURES, measureOf } from "../../src/retention/measures/measures";
import { measured, scorecardOf } from "../../src/retention/scorecards/scorecard";
import type { Subject } from "../../src/retention/scorecards/subject";
import { QUARTER, REPS } from "./data";

/** The three rates that carry pay, or everything that a scorecard shows. */
export type Asked = "rates" | "whole";

const RATES = (["LOGO_RETENTION", "GROSS_REVENUE_RETENTION", "NET_REVENUE_RETENTION"] as const).map((code) =>
  measureOf(code)!,
);

/** Who has somebody below: the first 51. */
const LEADERS = 51;

const SUBJECTS: readonly Subject[] = [
  ...Array.from({ length: REPS }, (_, index): Subject => ({ kind: "REP", id: String(index + 1) })),
  ...Array.from({ length: LEADERS }, (_, index): Subject => ({ kind: "SUBTREE", id: String(index + 1) })),
];

/** The quarter's scorecards of every rep, and of everybody who leads some with all that are below. */
export async function scorecards(context: Context, asked: Asked): Promise<number> {
  const period = QUARTER as Period;
  const measures = asked === "rates" ? RATES : MEASURES;
  const figures = await Promise.all(
    SUBJECTS.map(async (subject) => {
      const scorecard = await scorecardOf(context, subject, { period, role: "ACCOUNT_MANAGER" });
      if (asked === "rates" && !(await scorecard.summedChanges())) throw new Error(`${subject.kind} is not added up.`);
      return Promise.all(measures.map((measure) => measured(context, scorecard, measure)));
    }),
  );
  return figures.length;
}

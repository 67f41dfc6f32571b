import { batched } from "../../platform/graphql/batch";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { versionsOf } from "../../platform/versions/version.queries";
import type { DiagnosisTemplate } from "./calc/diagnosis-template";

/** What a review asks on a day. */
export const { on: diagnosisTemplateOn } = versionsOf<DiagnosisTemplate>(
  "diagnosis_template",
  `'course', v.course, 'holdsDays', v.holds_days, 'questions', v.questions, 'bySegment', v.by_segment`,
);

/** The segment that a customer is in; null when it is in none. */
export const segmentOf = (context: Context, customer: string): Promise<string | null> =>
  batched(context, "segmentOf", customer, async (customers) => {
    const query = {
      text: `select id::text, segment from customer where id = any ($1::bigint[]) and segment is not null`,
      values: [customers],
      rowMode: "array",
    };
    const { rows } = await runCancellable<[id: string, segment: string]>(context.database.pool, query, context.signal);
    return new Map(rows);
  });

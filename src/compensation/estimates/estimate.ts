import { type Day, lastDayOf } from "../../kernel/calendar";
import { SYSTEM } from "../../platform/auth/viewer";
import { suppose } from "../../platform/database/suppose";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import type { PersonPay } from "../calc/line";
import { payOf } from "../calc/pay";
import { inputsAsRead } from "../inputs/pay-inputs";
import { type ComparedLine, comparedLines, type ComparedTotal, comparedTotals } from "./calc/compared";
import { estimatedPeriod, seesPayOf } from "./estimate.queries";
import { letHappen, type Supposition } from "./supposed.service";

export interface EstimateAsked {
  readonly repId: string;
  readonly periodId: string;
  /** when it is not given, today, or the period's last day if that is to come */
  readonly asOf: Day | null;
  readonly supposed: Omit<Supposition, "today">;
}

export interface Estimate {
  readonly asOf: Day;
  readonly totals: readonly ComparedTotal[];
  readonly lines: readonly ComparedLine[];
}

/**
 * What a person would be paid in a period if something happened, beside what it would be paid without. It happens by the
 * ordinary actions, and pay is computed as a run computes it, in a transaction that is rolled back: nothing is written.
 *
 * @returns null where the viewer sees no pay of the person, or it is enrolled in nothing
 * @throws BAD_USER_INPUT for a period that there is not, that is locked or had not begun, and where an action refuses what is supposed
 */
export async function estimatePay(context: Context, asked: EstimateAsked): Promise<Estimate | null> {
  const { viewer, today } = context;
  const [isSeen, row] = await Promise.all([seesPayOf(context, asked.repId), estimatedPeriod(context, asked.periodId)]);
  if (!isSeen) return null;
  if (!row) throw refusal("BAD_USER_INPUT", "payPeriod: is no period of pay; read the id from the graph.");
  if (row.status === "LOCKED" || row.status === "DELIVERED") {
    throw refusal("BAD_USER_INPUT", `payPeriod: ${row.externalId} is locked, and its pay stands; ask for a later one.`);
  }
  const last = lastDayOf(row.period);
  const asOf = asked.asOf ?? (today > last ? today : last);
  const { start } = row.period;
  if (asOf < start) throw refusal("BAD_USER_INPUT", `asOf: is ${asOf}, before ${start}, where the period begins.`);
  return suppose(context.database, SYSTEM, async (tx, database) => {
    const pay = async (): Promise<PersonPay> => {
      // A context of its own each time: what was read before something happened is not asked for again otherwise.
      const reading = { ...context, viewer: SYSTEM, database };
      const { people, plans } = await inputsAsRead(reading, row, asOf, { reps: [asked.repId] });
      const [person] = people;
      return person ? payOf(person, plans) : { lines: [], totals: [], exceptions: [] };
    };
    const recorded = await pay();
    await letHappen(tx, { viewer, today: asOf }, { ...asked.supposed, today });
    const supposed = await pay();
    return { asOf, totals: comparedTotals(recorded, supposed), lines: comparedLines(recorded, supposed) };
  });
}

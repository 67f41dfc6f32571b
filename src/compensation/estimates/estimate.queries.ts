import type { Day } from "../../kernel/calendar";
import { runAsViewer, runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { PayPeriodRow } from "../inputs/pay-inputs";

/** A period that pay is estimated for. */
export interface EstimatedPeriod extends PayPeriodRow {
  readonly externalId: string;
  readonly status: string;
}

const PERIOD = `select id::text, external_id, status, starts_on, ends_on from pay_period where id = $1`;

export async function estimatedPeriod({ database, signal }: Context, id: string): Promise<EstimatedPeriod | null> {
  const query = { text: PERIOD, values: [id], rowMode: "array" };
  type Row = [id: string, externalId: string, status: string, start: Day, end: Day];
  const [row] = (await runCancellable<Row>(database.pool, query, signal)).rows;
  if (!row) return null;
  const [key, externalId, status, start, end] = row;
  return { id: key, externalId, status, period: { start, end } };
}

/** Row security decides: whose enrolments somebody sees, of that one it sees the pay. */
const SEEN = `select exists (select from enrolment where rep_id = $1) as seen`;

/** Whether the viewer sees pay of a rep; false of one that is enrolled in nothing. */
export async function seesPayOf({ database, viewer, signal }: Context, repId: string): Promise<boolean> {
  const query = { text: SEEN, values: [repId] };
  const { rows } = await runAsViewer<{ seen: boolean }>(database.pool, viewer, query, signal);
  return rows[0]!.seen;
}

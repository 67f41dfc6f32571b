import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";

/** A renewal due in a period; amounts in minor units as text. One of a merged customer is of the one that it counts as. */
export type DueRow = [
  customer: string,
  dueOn: Day,
  closedOn: Day | null,
  isRenewed: boolean,
  due: string,
  renewed: string | null,
  currency: string,
];

const DUE = `
  with recursive ${merged("$3::date")}
  select coalesce(m.root_id, r.customer_id), r.due_on::text, case when r.closed_on <= $3::date then r.closed_on::text end,
    r.status = 'RENEWED' and r.closed_on <= $3::date, r.value_due_minor, r.value_renewed_minor, r.currency
  from renewal r left join merged m on m.id = r.customer_id
  where r.due_on >= $1::date and r.due_on < $2::date
    and ($4::bigint[] is null or r.customer_id = any ($4::bigint[])
      or r.customer_id in (select id from merged where root_id = any ($4::bigint[])))`;

/** @param customers null for everybody's */
export async function dueRows(
  { database, signal }: Context,
  { start, end }: Period,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly DueRow[]> {
  const query = { text: DUE, values: [start, end, asOf, customers], rowMode: "array" };
  return (await runCancellable<DueRow>(database.pool, query, signal)).rows;
}

import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { scopeOf } from "../../value/won.queries";
import type { BookApproval } from "./calc/book-approval";
import type { Held } from "./calc/held-since";

const approvals = (customers: string | null): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(customers)}
  select scope.root_id::text as "customerId", a.rep_id::text as "repId", a.role, a.kind, a.on_day::text as "on"
  from book_approval a join scope on scope.id = a.customer_id
  where a.on_day <= $1::date
  order by a.on_day, a.id`;

const OF_ALL = approvals(null);
const OF_SOME = approvals("$2::bigint[]");

/**
 * What was decided up to a day, the first decision first. A customer merged into another by then counts as that one.
 *
 * A removal is one of them without anybody approving it apart: `customerReassign` asks for a reason and writes the row
 * itself, of each rep that it takes the customer from. `bookApprove` adds those of assignments that ended otherwise.
 *
 * @param customers null for everybody
 */
export async function bookApprovals(
  { database, signal }: Context,
  customers: readonly string[] | null,
  asOf: Day,
): Promise<BookApproval[]> {
  const query = customers === null ? { text: OF_ALL, values: [asOf] } : { text: OF_SOME, values: [asOf, customers] };
  const { rows } = await runCancellable<BookApproval>(database.pool, query, signal);
  return rows;
}

/** When a rep held a customer in a role, or will, the first time first. */
export const timesHeld = (tx: EntityManager, rep: string, customer: string, role: string): Promise<Held[]> =>
  tx.query(
    `select starts_on::text as "startsOn", ends_on::text as "endsOn" from assignment
     where rep_id = $1 and customer_id = $2 and role = $3 order by starts_on`,
    [rep, customer, role],
  );

const EXCUSED = `
  with recursive ${merged("$2::date")}, ${scopeOf("array[$1]::bigint[]")},
  excused as (
    select unnest(in_effect.excused_reasons) as reason
    from (select excused_reasons from attribution_policy where effective_from <= $2::date
          order by version desc limit 1) in_effect
  )
  select exists (
    select from renewal r join scope on scope.id = r.customer_id join excused on excused.reason = r.loss_reason
    where r.status = 'LOST' and r.closed_on <= $2::date
    union all
    select from contract k join scope on scope.id = k.customer_id join excused on excused.reason = k.loss_reason
    where k.ended_on <= $2::date
  ) as excused`;

/** Whether a customer has been lost for a reason that the policy of the day excuses. */
export async function lostExcusably(tx: EntityManager, customer: string, day: Day): Promise<boolean> {
  const [row]: { excused: boolean }[] = await tx.query(EXCUSED, [customer, day]);
  return must(row, "exists answers one row").excused;
}

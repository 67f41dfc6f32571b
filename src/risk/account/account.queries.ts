import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { inForce } from "../../records/policy";
import { ownerOf } from "../plays/owner.queries";

/** The first thing left to do in an open play. */
export interface NextStep {
  readonly playId: string;
  readonly what: string;
  readonly dueOn: Day;
  /** why the play was opened */
  readonly because: string;
  /** whose play it is; null: the house's */
  readonly ownerId: string | null;
}

/** What somebody who serves a customer needs to know next. Ids are keys of stored records. */
export interface Account {
  readonly nextSteps: readonly NextStep[];
  /** the renewal that is decided next; null: none is open */
  readonly renewalId: string | null;
  /** who serves it, the account managers' roles in the order of their names */
  readonly assignmentIds: readonly string[];
}

/**
 * $2: the day. A play whose steps are all done is left to be closed; a snoozed one waits. A renewal is not due when its
 * contract was ended or replaced by one that goes on.
 */
const ACCOUNT = `
  with recursive ${merged("$2::date")},
  account (root_id, id) as (
    select given.id, given.id from unnest($1::bigint[]) given (id)
    union all select m.root_id, m.id from merged m where m.root_id = any ($1::bigint[])
  ),
  play_on as (
    select a.root_id, p.id, p.customer_id, p.role, p.rep_id, null::date as closed_on, p.due_on, p.evidence
    from account a join play p on p.customer_id = a.id
    where p.opened_on <= $2::date and (p.closed_on is null or p.closed_on > $2::date)
      and (p.snoozed_until is null or p.snoozed_until <= $2::date)
  ),
  step as (
    select p.root_id, json_agg(json_build_object('playId', p.id::text, 'dueOn', p.due_on, 'because', p.evidence,
        'what', coalesce(next.what, 'Close the play with its outcome.'), 'ownerId', ${ownerOf("p", "$2::date")}::text)
      order by p.due_on, p.id) as steps
    from play_on p left join lateral (
      select s.what from play_step s where s.play_id = p.id and (s.done_on is null or s.done_on > $2::date)
      order by s.position limit 1
    ) next on true
    group by p.root_id
  )
  select given.id::text, coalesce(step.steps, '[]'),
    (select r.id::text from account a join renewal r on r.customer_id = a.id left join contract k on k.id = r.contract_id
     where a.root_id = given.id and (r.closed_on is null or r.closed_on > $2::date)
       and (k.id is null or (k.signed_on <= $2::date and (k.ended_on is null or k.ended_on > $2::date)
         and not exists (
           select from contract n where n.replaces_id = k.id and n.signed_on <= $2::date and n.starts_on < r.due_on)))
     order by r.due_on, r.id limit 1),
    coalesce((select array_agg(s.id::text order by s.role, s.share desc, s.id)
      from account a join assignment s on s.customer_id = a.id and ${inForce("s", "$2::date")} where a.root_id = given.id), '{}')
  from unnest($1::bigint[]) given (id) left join step on step.root_id = given.id`;

type Row = [customer: string, nextSteps: NextStep[], renewalId: string | null, assignmentIds: string[]];

/** One statement for all customers. */
export async function accounts(
  { database, signal }: Context,
  customers: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, Account>> {
  const query = { text: ACCOUNT, values: [customers, asOf], rowMode: "array" };
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return new Map(
    rows.map(([customer, nextSteps, renewalId, assignmentIds]) => [customer, { nextSteps, renewalId, assignmentIds }]),
  );
}

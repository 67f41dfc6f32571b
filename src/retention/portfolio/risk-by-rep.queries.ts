import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { minor, type Minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { Statement } from "../../platform/plan/statement";
import { merged } from "../../records/customers/merged.queries";
import { inForce, seesFactOfCustomer, seesRep } from "../../records/policy";
import { ownerOf } from "../../risk/plays/owner.queries";
import { lastRun, type ServedBy, servedBy } from "./served";

/** What a rep answers for, and what it has to do. */
export interface RepRisk {
  readonly repId: string;
  readonly customers: number;
  readonly atRisk: number;
  readonly valueAtRiskMinor: Minor;
  /** null: nobody of its customers was assessed */
  readonly currency: string | null;
  readonly notAssessed: number;
  readonly openPlays: number;
  readonly overduePlays: number;
}

/** Who has what to do about which customers, of one subject. */
export interface WorkByRep {
  readonly reps: readonly RepRisk[];
  /** open plays about its customers that nobody owns */
  readonly playsWithoutOwner: number;
}

/** A lead is no customer: who never bought nor signed is not waited for to be assessed. */
const isWon = (customer: Sql, day: Sql): Sql => `(
  exists (select from purchase p where p.customer_id = ${customer} and p.purchased_on <= ${day})
  or exists (select from contract k where k.customer_id = ${customer} and k.signed_on <= ${day}))`;

/** A play as it stood on a day: one that was closed later was open. */
const playsOn = (day: Sql): Sql => `
  play_on as (
    select p.id, p.customer_id, p.role, p.rep_id, null::date as closed_on, p.due_on
    from play p where p.opened_on <= ${day} and (p.closed_on is null or p.closed_on > ${day})
  )`;

/** Of each subject's reps that the viewer sees, and the plays about its customers. Two statements for all subjects. */
export async function workByRep(
  context: Context,
  kind: ServedBy,
  subjects: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, WorkByRep>> {
  const [reps, unowned] = await Promise.all([
    repsAtRisk(context, kind, subjects, asOf),
    withoutOwner(context, kind, subjects, asOf),
  ]);
  const found = groupBy(reps, ({ subject }) => subject);
  return new Map(
    subjects.map((subject) => [
      subject,
      { reps: found.get(subject)?.map(({ rep }) => rep) ?? [], playsWithoutOwner: unowned.get(subject) ?? 0 },
    ]),
  );
}

type Row = [
  ...[subject: string, rep: string, customers: number, atRisk: number, valueAtRisk: string, currency: string | null],
  ...[notAssessed: number, open: number, overdue: number],
];

/** @param sees what narrows the reps `r` to those shown, beginning with "and"; or nothing */
const REPS_AT_RISK = (kind: ServedBy, ids: Sql, day: Sql, sees: Sql): Sql => `
  with recursive ${merged(day)}, ${servedBy(kind, ids, day)}, ${lastRun(day)}, ${playsOn(day)},
  shown as materialized (
    select distinct o.subject_id, r.id from rep_of o join rep r on r.id = o.rep_id
    where (r.left_on is null or r.left_on > ${day})${sees}
  ),
  held as (
    select distinct a.rep_id, coalesce(m.root_id, a.customer_id) as customer_id
    from assignment a left join merged m on m.id = a.customer_id
    where a.rep_id in (select id from shown) and ${inForce("a", day)}
  ),
  risk as (
    select h.rep_id, count(a.id)::int as customers,
      count(*) filter (where a.band in ('AT_RISK', 'CRITICAL'))::int as at_risk,
      coalesce(sum(a.value_at_risk_minor), 0)::text as value_at_risk, min(a.currency) as currency,
      count(*) filter (where a.id is null and ${isWon("h.customer_id", day)})::int as not_assessed
    from held h cross join run left join risk_assessment a on a.customer_id = h.customer_id and a.as_of = run.day
    group by h.rep_id
  ),
  owned as (
    select ${ownerOf("p", day)} as rep_id, p.due_on from play_on p
    where p.rep_id in (select id from shown)
      or p.customer_id in (select a.customer_id from assignment a where a.rep_id in (select id from shown))
  ),
  work as (
    select rep_id, count(*)::int as open, count(*) filter (where due_on < ${day})::int as overdue from owned group by rep_id
  )
  select s.subject_id::text, s.id::text, coalesce(risk.customers, 0), coalesce(risk.at_risk, 0),
    coalesce(risk.value_at_risk, '0'), risk.currency, coalesce(risk.not_assessed, 0), coalesce(work.open, 0),
    coalesce(work.overdue, 0)
  from shown s left join risk on risk.rep_id = s.id left join work on work.rep_id = s.id`;

async function repsAtRisk(context: Context, kind: ServedBy, subjects: readonly string[], asOf: Day) {
  const request = { ...context, variables: {}, keys: subjects };
  const statement = new Statement(request);
  const ids = statement.parameter("bigint[]", ({ keys }) => keys);
  const day = statement.parameter("date", () => asOf);
  const sees = seesRep("r", statement.scope);
  const text = REPS_AT_RISK(kind, ids, day, sees ? ` and ${sees}` : "");
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  const { rows } = await runCancellable<Row>(context.database.pool, query, context.signal);
  return rows.map(
    ([subject, repId, customers, atRisk, valueAtRisk, currency, notAssessed, openPlays, overduePlays]) => ({
      subject,
      rep: {
        ...{ repId, customers, atRisk, currency, notAssessed, openPlays, overduePlays },
        valueAtRiskMinor: minor(BigInt(valueAtRisk)),
      },
    }),
  );
}

/**
 * The open plays that nobody owns, about customers that each subject serves in another role, or anybody's for the company.
 * Materialized, or every play there is would be asked for its owner first.
 */
async function withoutOwner(
  context: Context,
  kind: ServedBy,
  subjects: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, number>> {
  const request = { ...context, variables: {}, keys: subjects };
  const statement = new Statement(request);
  const ids = statement.parameter("bigint[]", ({ keys }) => keys);
  const day = statement.parameter("date", () => asOf);
  const sees = seesFactOfCustomer("p", statement.scope);
  const text = `
    with recursive ${merged(day)}, ${servedBy(kind, ids, day)}, ${playsOn(day)},
    about as materialized (
      select s.subject_id, p.* from play_on p left join merged m on m.id = p.customer_id
      join served s on s.customer_id = coalesce(m.root_id, p.customer_id)
    )
    select p.subject_id::text, count(*)::int from about p where ${ownerOf("p", day)} is null${sees ? ` and ${sees}` : ""}
    group by p.subject_id`;
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  const { rows } = await runCancellable<[subject: string, plays: number]>(context.database.pool, query, context.signal);
  return new Map(rows);
}

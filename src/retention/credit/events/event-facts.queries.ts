import type { Day, Period } from "../../../kernel/calendar";
import { minor, type Minor } from "../../../kernel/money";
import type { Context } from "../../../platform/graphql/context";
import { aboutCustomers } from "../../../value/about-customers.queries";
import type { Decision, History, Term } from "./calc/contract-history";

/** Which facts are read. */
export interface FactsAsked {
  /** as far as it has happened by `asOf` */
  readonly period: Period;
  readonly asOf: Day;
  /** rows first recorded after it are left out; null for all of them. What was changed in a row since is not told apart. */
  readonly recordedAt: Date | null;
  /** only these, with those merged into them; everybody when null */
  readonly customers: readonly string[] | null;
}

type Text<Fact> = { readonly [Key in keyof Fact]: Fact[Key] extends Minor ? string : Fact[Key] };
type Row = [customer: string, terms: readonly Text<Term>[] | null, decisions: readonly Text<Decision>[] | null];

/**
 * $1: asOf, $2 and $3: the period, $4: recordedAt. A customer of whose contracts or renewals one was signed, ended or closed
 * in the period is read whole: what a contract is to those before it does not follow from itself.
 */
const histories = aboutCustomers<Row>(
  "$5::bigint[]",
  (common) => `
  ${common},
  touched as (
    select distinct s.root_id from scope s join (
      select customer_id from contract where signed_on >= $2::date and signed_on < $3::date
      union all select customer_id from contract where ended_on >= $2::date and ended_on < $3::date
      union all select customer_id from renewal where closed_on >= $2::date and closed_on < $3::date
    ) fact on fact.customer_id = s.id
  ),
  account as (select s.id, s.root_id from scope s join touched t on t.root_id = s.root_id),
  term as (
    select a.root_id, json_agg(json_build_object('id', k.id::text, 'externalId', k.external_id, 'accountId', a.id::text,
      'signedOn', k.signed_on, 'startsOn', k.starts_on, 'endsOn', k.ends_on,
      'endedOn', case when k.ended_on <= $1::date then k.ended_on end, 'replacesId', k.replaces_id::text,
      'value', k.annual_value_minor::text, 'currency', k.currency)) as facts
    from account a join contract k on k.customer_id = a.id
    where k.signed_on <= $1::date and k.recorded_at <= coalesce($4::timestamptz, 'infinity')
    group by a.root_id
  ),
  decision as (
    select a.root_id, json_agg(json_build_object('id', r.id::text, 'externalId', r.external_id, 'accountId', a.id::text,
      'contractId', r.contract_id::text, 'dueOn', r.due_on,
      'closed', case when r.closed_on <= $1::date then json_build_object('on', r.closed_on, 'as', r.status) end,
      'due', r.value_due_minor::text, 'renewed', coalesce(r.value_renewed_minor, 0)::text,
      'renewedById', case when r.closed_on <= $1::date then r.renewed_by_id::text end, 'currency', r.currency)) as facts
    from account a join renewal r on r.customer_id = a.id
    where r.recorded_at <= coalesce($4::timestamptz, 'infinity')
    group by a.root_id
  )
  select t.root_id::text, term.facts, decision.facts
  from touched t left join term on term.root_id = t.root_id left join decision on decision.root_id = t.root_id`,
);

/** The contracts and renewals of every customer of whom something was signed, ended or closed in a period. */
export async function contractHistories(
  context: Context,
  { period, asOf, recordedAt, customers }: FactsAsked,
): Promise<History[]> {
  const rows = await histories(context, [asOf, period.start, period.end, recordedAt], customers);
  return rows.map(([customerId, terms, decisions]) => ({
    customerId,
    terms: (terms ?? []).map((term) => ({ ...term, value: amount(term.value) })),
    decisions: (decisions ?? []).map((one) => ({ ...one, due: amount(one.due), renewed: amount(one.renewed) })),
  }));
}

const amount = (text: string): Minor => minor(BigInt(text));

import type { Day } from "../../../kernel/calendar";
import { minor } from "../../../kernel/money";
import { runCancellable } from "../../../platform/database/cancellable";
import type { Context } from "../../../platform/graphql/context";
import { merged } from "../../../records/customers/merged.queries";
import { isPurchase } from "../../../value/won.queries";
import type { Event } from "./calc/event";

type Row = Omit<Event, "kind" | "source" | "value" | "refundOf"> & { readonly value: string };

const KEPT = `
  select r.id::text, r.external_id as "externalId", r.customer_id::text as "accountId", given.customer_id::text as "customerId",
    r.closed_on as "on", r.due_on as "servedFrom", least(r.value_renewed_minor, r.value_due_minor)::text as value, r.currency
  from unnest($1::bigint[], $2::bigint[]) given (customer_id, renewal_id)
  join renewal r on r.id = given.renewal_id and r.recorded_at <= coalesce($3::timestamptz, 'infinity')`;

/** What was kept of what was due in renewals that saved their customers. */
export async function renewalsKept(
  { database, signal }: Context,
  saves: readonly { readonly customerId: string; readonly renewalId: string }[],
  recordedAt: Date | null,
): Promise<Event[]> {
  if (saves.length === 0) return [];
  const values = [saves.map(({ customerId }) => customerId), saves.map(({ renewalId }) => renewalId), recordedAt];
  const { rows } = await runCancellable<Row>(database.pool, { text: KEPT, values }, signal);
  return rows.map((row) => ({
    ...row,
    kind: "SAVE",
    source: "Renewal",
    refundOf: null,
    value: minor(BigInt(row.value)),
  }));
}

const BOUGHT = `
  with recursive ${merged("$3::date")}
  select distinct on (given.ordinality) p.id::text, p.external_id as "externalId", p.customer_id::text as "accountId",
    given.customer_id::text as "customerId", p.purchased_on as "on", null as "servedFrom", p.currency,
    (p.amount_minor + coalesce((select sum(r.amount_minor) from purchase r
       where r.refund_of_id = p.id and r.purchased_on <= $3::date), 0))::text as value
  from unnest($1::bigint[], $2::date[]) with ordinality given (customer_id, day, ordinality)
  cross join lateral (
    select given.customer_id as id union all select m.id from merged m where m.root_id = given.customer_id
  ) account
  join purchase p on p.customer_id = account.id and p.purchased_on = given.day
    and p.recorded_at <= coalesce($4::timestamptz, 'infinity')
  where ${isPurchase("p", "$3::date")}
  order by given.ordinality, p.id`;

/** The first purchase of customers on a day on which they bought, less what was refunded of it. */
export async function boughtOn(
  { database, signal }: Context,
  days: readonly { readonly customerId: string; readonly on: Day }[],
  asOf: Day,
  recordedAt: Date | null,
): Promise<Event[]> {
  if (days.length === 0) return [];
  const values = [days.map(({ customerId }) => customerId), days.map(({ on }) => on), asOf, recordedAt];
  const { rows } = await runCancellable<Row>(database.pool, { text: BOUGHT, values }, signal);
  return rows.map((row) => ({
    ...row,
    kind: "SAVE",
    source: "Purchase",
    refundOf: null,
    value: minor(BigInt(row.value)),
  }));
}

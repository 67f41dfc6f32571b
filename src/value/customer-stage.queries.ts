import type { Day } from "../kernel/calendar";
import { runCancellable } from "../platform/database/cancellable";
import type { Context } from "../platform/graphql/context";
import type { Span } from "./calc/stage";

/** What a customer has bought and signed up to a day. */
export interface StageFacts {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  /** days with a purchase that was not refunded whole by then, rising, none twice */
  readonly days: readonly Day[] | null;
  /** the days under contract, contracts that touch as one; an end may lie ahead */
  readonly spans: readonly Span[] | null;
}

const FACTS = `
  select c.id, json_build_object('relationship', c.relationship, 'days', bought.days, 'spans', signed.spans)
  from customer c
  cross join lateral (
    select json_agg(distinct p.purchased_on order by p.purchased_on) as days
    from purchase p
    where p.customer_id = c.id and p.amount_minor > 0 and p.purchased_on <= $2::date
      and p.amount_minor > coalesce(
        (select -sum(r.amount_minor) from purchase r where r.refund_of_id = p.id and r.purchased_on <= $2::date), 0)
  ) bought
  cross join lateral (
    select json_agg(json_build_object('start', lower(span), 'end', upper(span)) order by lower(span)) as spans
    from unnest((
      select range_agg(daterange(k.starts_on, least(k.ends_on, k.ended_on, (
        select min(later.starts_on) from contract later where later.replaces_id = k.id and later.signed_on <= $2::date))))
      from contract k
      where k.customer_id = c.id and k.signed_on <= $2::date and k.starts_on <= $2::date
    )) span
  ) signed
  where c.id = any ($1::bigint[])`;

export async function stageFacts(
  { database, signal }: Context,
  customers: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, StageFacts>> {
  const query = { text: FACTS, values: [customers, asOf], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, facts: StageFacts]>(database.pool, query, signal);
  return new Map(rows);
}

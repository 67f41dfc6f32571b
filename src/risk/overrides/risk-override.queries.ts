import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import type { Override } from "../assessments/calc/judge";

/**
 * $1: the day; $2: the customers asked for, null for all. The latest word of a customer holds, even if one before would
 * hold longer: it begins from the few that there are.
 */
const IN_FORCE = `
  with recursive ${merged("$1::date")},
  latest as (
    select distinct on (root_id) coalesce(m.root_id, o.customer_id) as root_id, o.id, o.score, o.band, o.ends_on
    from risk_override o left join merged m on m.id = o.customer_id
    where o.starts_on <= $1::date
    order by root_id, o.starts_on desc, o.id desc
  )
  select root_id::text as "customerId", id::text, score, band from latest
  where ends_on > $1::date and ($2::bigint[] is null or root_id = any ($2::bigint[]))`;

type Row = Override & { readonly customerId: string };

/** What overrides the signals of customers on a day; one of a merged customer counts as the other's. */
export async function overridesOn(
  { database, signal }: Context,
  day: Day,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Override>> {
  const { rows } = await runCancellable<Row>(database.pool, { text: IN_FORCE, values: [day, customers] }, signal);
  return new Map(rows.map(({ customerId, ...override }) => [customerId, override]));
}

/** Whether something overrides a customer's signals on a day. */
export const isOverridden = async (tx: EntityManager, customer: string, day: Day): Promise<boolean> =>
  ((await tx.query(IN_FORCE, [day, [customer]])) as Row[]).length > 0;

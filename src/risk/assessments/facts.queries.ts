import type { Day } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import { countedOf } from "../../value/won.queries";
import type { Relationship, RiskFacts } from "../signals/signal";

/**
 * So many of its latest days with a purchase make a customer's usual gap: the rhythm is the one it has now, and finding it
 * costs the same however long the history is.
 */
const LATEST_DAYS = 25;

/** The purchases that were taken back whole, as far as that is known. */
const REFUNDED = `
  refunded (id) as (
    select p.id from scope s join purchase r on r.customer_id = s.id and r.refund_of_id is not null and r.purchased_on <= $1::date
    join purchase p on p.id = r.refund_of_id
    group by p.id having sum(r.amount_minor) + p.amount_minor <= 0
  )`;

/** Per account first, by its index: no purchase further back is read. */
const RHYTHM = `
  bought as (
    select distinct s.root_id, latest.purchased_on from scope s cross join lateral (
      select p.purchased_on from purchase p
      where p.customer_id = s.id and p.purchased_on <= $1::date and p.amount_minor > 0 and p.refund_of_id is null
        and p.id not in (select id from refunded)
      group by p.purchased_on order by p.purchased_on desc limit ${LATEST_DAYS}
    ) latest
  ),
  spaced as (
    select root_id, purchased_on, row_number() over latest as place, purchased_on - lead(purchased_on) over latest as gap
    from bought window latest as (partition by root_id order by purchased_on desc)
  ),
  rhythm as (
    select root_id, max(purchased_on) as last_on, count(*) as days,
      percentile_cont(0.5) within group (order by gap) filter (where place < ${LATEST_DAYS}) as gap
    from spaced where place <= ${LATEST_DAYS} group by root_id
  )`;

const COLUMNS = ["id", "segment", "relationship", "last_on", "silent", "days", "gap"] as const;

/** $1: asOf; $2: the customers asked for, left out of the statement about everybody. */
const statement = (customers: Sql | null): Sql => `
  with recursive ${merged("$1::date")}, ${countedOf(customers)}, ${REFUNDED}, ${RHYTHM}
  select c.id::text, c.segment, c.relationship, rhythm.last_on, $1::date - rhythm.last_on as silent, rhythm.days, rhythm.gap
  from customer c left join rhythm on rhythm.root_id = c.id
  where c.id in (select root_id from scope)
  order by c.id`;

const OF_ALL = statement(null);
const OF_SOME = statement("$2::bigint[]");

/**
 * What is known of customers as of a day, by one statement, in the order of their keys. Those merged into others by then are
 * left out: their facts count as the others'. Nothing after the day is known.
 *
 * @param fewestPurchases the definition's: with fewer days with a purchase there is no usual gap
 * @param customers only these; all when null
 */
export async function riskFacts(
  { database, signal }: Context,
  asOf: Day,
  fewestPurchases: number,
  customers: readonly string[] | null,
): Promise<RiskFacts[]> {
  const query = customers === null ? { text: OF_ALL, values: [asOf] } : { text: OF_SOME, values: [asOf, customers] };
  const found = await fetchColumns(database.pool, { ...query, columns: COLUMNS }, signal);
  const [ids, segments, relationships, lastOn, silent, days, gaps] = found as [
    ...[ids: string[], segments: (string | null)[], relationships: Relationship[]],
    ...[lastOn: (Day | null)[], silent: number[], days: number[], gaps: (number | null)[]],
  ];
  return ids.map((customerId, row) => {
    const last = lastOn[row] ?? null;
    return {
      ...NOTHING_KNOWN,
      ...{ customerId, segment: segments[row]!, relationship: relationships[row]! },
      rhythm: last && {
        ...{ lastBoughtOn: last, dataAsOf: last, daysSilent: silent[row]!, purchases: days[row]! },
        usualGapDays: days[row]! >= fewestPurchases ? gaps[row]! : null,
      },
    };
  });
}

const NOTHING_KNOWN = {
  ...{ rhythm: null, spend: null, breadth: null, attention: null, contacts: null, handovers: null, sentiment: null },
  ...{ complaints: null, failures: null, staffing: null, answers: null, expectations: null, team: null, due: null },
  ...{ margin: null, cost: null, discount: null, voice: null, diagnosis: null },
};

import type { Day } from "../../../kernel/calendar";
import { minor } from "../../../kernel/money";
import { fetchColumns } from "../../../platform/database/columns";
import type { Context } from "../../../platform/graphql/context";
import type { Sql } from "../../../platform/plan/record";
import { merged } from "../../../records/customers/merged.queries";
import { countedOf } from "../../../value/won.queries";
import type { Event } from "./calc/event";
import type { FactsAsked } from "./event-facts.queries";

/** The day that a purchase is credited on. */
export type CreditDate = "EVENT" | "PAID";
/** What of it is credited: the amount, or what is left of it after its cost. */
export type Basis = "REVENUE" | "PROFIT";

const CREDITED_ON: Readonly<Record<CreditDate, (row: string) => Sql>> = {
  EVENT: (row) => `${row}.purchased_on`,
  PAID: (row) => `${row}.paid_on`,
};

/** As recorded for the order, else for all of its lines. */
const costOf = (row: string): Sql => `coalesce(${row}.cost_minor,
  (select sum(l.cost_minor) from purchase_line l where l.purchase_id = ${row}.id having bool_and(l.cost_minor is not null)))`;

const VALUE: Readonly<Record<Basis, Sql>> = {
  REVENUE: "o.amount_minor",
  PROFIT: `o.amount_minor - ${costOf("o")}`,
};

/**
 * A refund that says nothing of its cost takes back profit as it takes back the amount: those of one purchase together
 * what they are of it, to the minor unit.
 */
const REFUNDED: Readonly<Record<Basis, Sql>> = {
  REVENUE: "r.amount_minor",
  PROFIT: `coalesce(r.amount_minor - ${costOf("r")}, r.profit_back)`,
};

/** Profit taken back by the refunds of one purchase up to a row, rounded once: the parts add up to it. */
const backUpTo = (frame: Sql): Sql => `round(o.value::numeric
  * coalesce(sum(t.amount_minor) over (partition by t.refund_of_id order by t.purchased_on, t.id ${frame}), 0) / nullif(o.amount_minor, 0))`;

const PROFIT_BACK: Readonly<Record<Basis, Sql>> = {
  REVENUE: "null::bigint",
  PROFIT: `(${backUpTo("")} - ${backUpTo("rows between unbounded preceding and 1 preceding")})::bigint`,
};

/** $1: asOf, $2 and $3: the period, $4: recordedAt. */
const KNOWN = (row: string): Sql =>
  `${row}.purchased_on <= $1::date and ${row}.recorded_at <= coalesce($4::timestamptz, 'infinity')`;

const purchases = (date: CreditDate, basis: Basis, customers: Sql | null): Sql => `
  with recursive ${merged("$1::date")}, ${countedOf(customers)},
  bought as materialized (
    select o.id, o.external_id, o.customer_id, s.root_id, ${CREDITED_ON[date]("o")} as credited_on, o.amount_minor,
      ${VALUE[basis]} as value, o.currency
    from purchase o join scope s on s.id = o.customer_id
    where o.refund_of_id is null and ${CREDITED_ON[date]("o")} >= $2::date and ${CREDITED_ON[date]("o")} < $3::date and ${KNOWN("o")}
  ),
  refund as (
    select t.id, t.external_id, t.customer_id, t.refund_of_id, t.cost_minor, t.amount_minor, t.currency, o.root_id, o.credited_on,
      ${PROFIT_BACK[basis]} as profit_back
    from purchase t join bought o on o.id = t.refund_of_id
    where ${KNOWN("t")}
  )
  select id::text, external_id, customer_id::text as account, root_id::text as customer, credited_on, value::text, currency,
    null as refund_of
  from bought
  union all
  select r.id::text, r.external_id, r.customer_id::text, r.root_id::text, r.credited_on, (${REFUNDED[basis]})::text, r.currency,
    r.refund_of_id::text
  from refund r`;

const COLUMNS = ["id", "external_id", "account", "customer", "credited_on", "value", "currency", "refund_of"];
type Columns = [string[], string[], string[], string[], Day[], (string | null)[], string[], (string | null)[]];

/**
 * The purchases credited in a period and the refunds that name them: a refund is credited on the day of its purchase, or
 * on its own where it names none.
 */
export async function purchaseEvents(
  { database, signal }: Context,
  { period, asOf, recordedAt, customers }: FactsAsked,
  date: CreditDate,
  basis: Basis,
): Promise<Event[]> {
  const values: unknown[] = [asOf, period.start, period.end, recordedAt];
  if (customers !== null) values.push(customers);
  const text = purchases(date, basis, customers && "$5::bigint[]");
  const columns = (await fetchColumns(database.pool, { text, values, columns: COLUMNS }, signal)) as Columns;
  const [ids, externalIds, accounts, roots, days, amounts, currencies, refunded] = columns;
  return ids.map((id, place) => ({
    kind: "PURCHASE",
    source: "Purchase",
    id,
    externalId: externalIds[place]!,
    accountId: accounts[place]!,
    customerId: roots[place]!,
    on: days[place]!,
    servedFrom: null,
    refundOf: refunded[place]!,
    value: amounts[place] == null ? null : minor(BigInt(amounts[place])),
    currency: currencies[place]!,
  }));
}

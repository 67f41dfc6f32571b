import { Client } from "pg";
import type { Day } from "../../src/kernel/calendar";

/** How many facts are new at a time, each of a customer of its own. */
export const NEW = 1_000;

/** A new fact of every customer that is `chosen (id)`, on the day $4. */
const FACTS = {
  calls: `
    insert into interaction (external_id, customer_id, kind, direction, occurred_at, sentiment, cost_minor, currency)
    select 'new ' || gen_random_uuid(), id, 'CALL', 'TWO_WAY', $4::date + interval '12 hours', -1, 500, 'EUR' from chosen`,
  orders: `
    , ordered as (
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
      select 'new ' || gen_random_uuid(), id, $4::date, 1000 + id, 'EUR' from chosen returning id, amount_minor)
    insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
    select 'new ' || gen_random_uuid(), id, 1 + id % 40, amount_minor, amount_minor * 6 / 10, 0.05, 'EUR' from ordered`,
  renewals: `
    , ending as (
      select distinct on (customer_id) k.id, k.customer_id, k.ends_on, k.annual_value_minor from contract k
      where customer_id in (select id from chosen)
        and not exists (select from renewal r where r.contract_id = k.id)
      order by customer_id, ends_on),
    signed as (
      insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
      select 'new ' || gen_random_uuid(), customer_id, $4::date, ends_on, ends_on + 365, annual_value_minor, 'EUR' from ending
      returning id, customer_id)
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
    select 'new ' || gen_random_uuid(), ending.customer_id, ending.id, ends_on, annual_value_minor, 'EUR', 'RENEWED', $4::date, annual_value_minor, signed.id
    from ending join signed on signed.customer_id = ending.customer_id`,
  surveys: `
    insert into survey (external_id, customer_id, kind, score, answered_on)
    select 'new ' || gen_random_uuid(), id, 'NPS', 5, $4::date from chosen`,
  issues: `
    insert into issue (external_id, customer_id, kind, severity, opened_at)
    select 'new ' || gen_random_uuid(), id, 'COMPLAINT', 'HIGH', $4::date + interval '12 hours' from chosen`,
} as const;
type Fact = keyof typeof FACTS;

/** Of whom they are: of buyers, of tenants, or of both. */
const OF: Readonly<Partial<Record<Fact, number>>> = { orders: 1, renewals: 0 };

/** How many of a thousand new facts are what. */
export const KINDS = {
  /** as many of each as a year has; what is rarer than issues is left out */
  "new facts": { calls: 570, orders: 230, renewals: 120, surveys: 60, issues: 20 },
  "new calls": { calls: 1_000 },
  "new orders": { orders: 1_000 },
} as const satisfies Readonly<Record<string, Partial<Record<Fact, number>>>>;
export type Kind = keyof typeof KINDS;

/** @param time so many times there was news already: neighbours have them each time, so that nobody has two on a day */
export async function addFacts(ownerUrl: string, kind: Kind, day: Day, time: number): Promise<void> {
  const kinds = Object.keys(KINDS);
  const shift = 2 * ((kinds.length * time + kinds.indexOf(kind)) % 25);
  await asOwner(ownerUrl, async (client) => {
    let from = 1;
    for (const [fact, count] of Object.entries(KINDS[kind]) as [Fact, number][]) {
      const parity = OF[fact] === undefined ? "n % 2" : String(OF[fact]);
      const chosen = `chosen (id) as (select n * 50 - $1::int - ${parity} from generate_series($2::int, $3::int) n)`;
      await client.query(`with ${chosen} ${FACTS[fact]}`, [shift, from, from + count - 1, day]);
      from += count;
    }
  });
}

/** What runs before have left: the first one of a day is over all customers, and opens the plays that they ask for. */
export const clear = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    for (const table of ["purchase_line", "purchase", "renewal", "contract", "interaction", "survey", "issue"]) {
      await client.query(`delete from ${table} where external_id like 'new %'`);
    }
    await client.query("truncate risk_run, risk_assessment, risk_change, risk_facts, play cascade");
    await client.query("vacuum (analyze)");
  });

async function asOwner(ownerUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

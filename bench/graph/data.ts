import { Client } from "pg";

export interface Size {
  readonly customers: number;
  readonly interactions: number;
  readonly reps: number;
}

const INTERACTIONS_PER_CUSTOMER = 30;
const REPS = 500;

export const sizeFor = (customers: number): Size => ({
  customers,
  interactions: customers * INTERACTIONS_PER_CUSTOMER,
  reps: REPS,
});

/** The external id of the leader who asks: one of ten regions, with a tenth of the reps, reports to it. */
export const LEADER = "R2";

/** One pseudo-random element; the session is seeded. */
const oneOf = (...values: string[]): string =>
  `(array[${values.map((value) => `'${value}'`).join()}])[1 + floor(random() * ${values.length})::int]`;

/**
 * A company in SQL, the same at every run. Rep 1 leads ten regional heads, reps 2 to 11; each of them leads four
 * groups, and everybody else stands in one. Every customer has an account manager today, a third had another one before.
 */
const STEPS: ReadonlyArray<readonly [what: string, sql: string, values: (size: Size) => number[]]> = [
  [
    "teams",
    `insert into team (external_id, name) select 'T' || i, 'Team ' || lpad(i::text, 2, '0') from generate_series(1, 40) i`,
    () => [],
  ],
  [
    "reps",
    `insert into rep (external_id, employee_number, full_name, email, pay_group, hired_on)
     select 'R' || i, 'E' || i, 'Rep ' || md5(i::text), 'rep' || i || '@example.com', 'MONTHLY',
       date '2015-01-01' + floor(random() * 1500)::int
     from generate_series(1, $1::int) i`,
    ({ reps }) => [reps],
  ],
  [
    "positions",
    `insert into rep_position (external_id, rep_id, role, team_id, manager_id, starts_on, ends_on)
     select 'P' || r.id || term.suffix, r.id, term.role, 1 + r.id % 40,
       case when r.id = 1 then null when r.id <= 11 then 1 when r.id <= 51 then 2 + (r.id - 12) % 10
         else 12 + (r.id - 52) % 40 end,
       term.starts_on, term.ends_on
     from rep r cross join (values
       ('a', 'SALES', date '2020-01-01', date '2023-01-01'),
       ('b', 'ACCOUNT_MANAGER', date '2023-01-01', null)) term (suffix, role, starts_on, ends_on)`,
    () => [],
  ],
  [
    "customers",
    `insert into customer (external_id, name, relationship, segment, industry, region, currency, source,
       first_contact_on, acquired_on, acquisition_cost_minor)
     select 'C' || i, 'Customer ' || md5(i::text), ${oneOf("CONTRACT", "REPEAT_PURCHASE")},
       ${oneOf("SMALL", "MIDDLE", "LARGE")}, ${oneOf("RETAIL", "FOOD", "STEEL", "PAPER")},
       ${oneOf("NORTH", "SOUTH", "EAST", "WEST")}, ${oneOf("USD", "EUR", "JPY")}, ${oneOf("FAIR", "WEB", "REFERRAL")},
       date '2016-01-01' + floor(random() * 500)::int, date '2018-01-01' + floor(random() * 2500)::int,
       floor(random() * 1000000)::bigint
     from generate_series(1, $1::int) i`,
    ({ customers }) => [customers],
  ],
  [
    "assignments",
    `insert into assignment (external_id, customer_id, rep_id, role, starts_on, ends_on)
     select 'A' || c.id || term.suffix, c.id, 1 + (c.id * 7919 + term.shift) % $1, 'ACCOUNT_MANAGER',
       term.starts_on, term.ends_on
     from customer c join (values
       ('a', 3, date '2021-01-01', date '2024-01-01'),
       ('b', 0, date '2024-01-01', null)) term (suffix, shift, starts_on, ends_on)
       on term.suffix = 'b' or c.id % 3 = 0`,
    ({ reps }) => [reps],
  ],
  [
    "interactions",
    `insert into interaction (external_id, customer_id, rep_id, kind, channel, direction, point, occurred_at, sentiment,
       expectation, cost_minor, currency)
     select 'I' || i, 1 + i % $2::int, 1 + floor(random() * $3::int)::int, ${oneOf("CALL", "EMAIL", "MEETING", "VISIT")},
       ${oneOf("PHONE", "EMAIL", "VIDEO", "IN_PERSON")}, ${oneOf("INBOUND", "OUTBOUND", "TWO_WAY")},
       ${oneOf("SERVICE", "REVIEW", "RENEWAL")}, timestamptz '2022-01-01' + random() * interval '1000 days',
       floor(random() * 5)::int - 2, ${oneOf("MISSED", "MET", "EXCEEDED")}, floor(random() * 10000)::bigint, 'USD'
     from generate_series(1, $1::int) i`,
    ({ customers, interactions, reps }) => [interactions, customers, reps],
  ],
];

/** Fills a migrated database unless it holds the data already. All or nothing, so that a broken run leaves none. */
export async function fill(ownerUrl: string, size: Size, say: (sentence: string) => void): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from customer");
    if (rows[0]?.count === size.customers) return;
    await client.query("begin");
    await client.query("select setseed(0.42)");
    for (const [what, sql, values] of STEPS) {
      const started = performance.now();
      const { rowCount } = await client.query(sql, values(size));
      say(`${rowCount} ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    await client.query("commit");
    await client.query("vacuum (analyze)");
  } finally {
    await client.end();
  }
}

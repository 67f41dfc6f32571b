import { fillWith, type Step } from "../support/fill";

export const CUSTOMERS = 50_000;
export const REPS = 500;
const ORDERS_A_YEAR = 10;

/** The quarter that is measured, and the last day that is known. */
export const QUARTER = { start: "2026-01-01", end: "2026-04-01" };
export const AS_OF = "2026-05-31";

/**
 * A company in SQL, the same at every run. Rep 1 leads ten regional heads, they lead forty team heads, those the rest.
 * Every second customer is under contract, renewed year by year, the others buy ten times a year; one in ten leaves each
 * year. Each has an account manager, and one in three had another before.
 */
const STEPS: readonly Step[] = [
  [
    "reps",
    `insert into rep (external_id, employee_number, full_name, hired_on)
     select 'R' || i, 'E' || i, 'Rep ' || i, date '2010-01-01' from generate_series(1, ${REPS}) i`,
  ],
  [
    "positions",
    `insert into rep_position (external_id, rep_id, role, manager_id, starts_on)
     select 'P' || i, i, 'ACCOUNT_MANAGER', case when i = 1 then null when i <= 11 then 1 when i <= 51 then 2 + i % 10 else 12 + i % 40 end,
       date '2010-01-01'
     from generate_series(1, ${REPS}) i`,
  ],
  [
    "customers",
    `insert into customer (external_id, name, relationship, segment, currency)
     select 'C' || i, 'Customer ' || i, case when i % 2 = 0 then 'CONTRACT' else 'REPEAT_PURCHASE' end, 'S' || i % 4, 'EUR'
     from generate_series(1, ${CUSTOMERS}) i`,
  ],
  [
    "assignments",
    `insert into assignment (external_id, customer_id, rep_id, role, starts_on, ends_on)
     select 'A' || c.id || term.suffix, c.id, 1 + (c.id * 7919 + term.shift) % ${REPS}, 'ACCOUNT_MANAGER', term.starts_on, term.ends_on
     from customer c join (values
       ('a', 3, date '2012-01-01', date '2024-01-01'), ('b', 0, date '2024-01-01', null)) term (suffix, shift, starts_on, ends_on)
       on term.suffix = 'b' or c.id % 3 = 0`,
  ],
  [
    "purchases",
    `insert into purchase (external_id, customer_id, rep_id, purchased_on, amount_minor, currency)
     select 'O' || c.id || '-' || n, c.id, 1 + (c.id * 7919) % ${REPS}, date '2026-06-01' - (n * 36.5 + (c.id * 31 + n * 17) % 36)::int,
       1000 + (c.id * 6151 + n * 104729) % 100000, 'EUR'
     from customer c cross join generate_series(0, $1::int * ${ORDERS_A_YEAR} - 1) n
     where c.relationship = 'REPEAT_PURCHASE' and (c.id / 2 % 10 > 0 or n > 8)`,
  ],
  [
    "contracts",
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select 'K' || c.id || '-' || year, c.id, first.on_day - 14, first.on_day, first.on_day + 365, 100000 + (c.id * 6151 + year * 977) % 900000, 'EUR'
     from customer c cross join generate_series(0, $1::int) year
     cross join lateral (select date '2026-12-31' - (c.id * 31 % 365)::int - year * 365 as on_day) first
     where c.relationship = 'CONTRACT' and (c.id / 2 % 10 > 0 or year > 1)`,
  ],
  [
    "renewals",
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
     select 'N' || k.id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR', 'RENEWED', next.signed_on, next.annual_value_minor, next.id
     from contract k join contract next on next.customer_id = k.customer_id and next.starts_on = k.ends_on`,
  ],
];

export const fill = (ownerUrl: string, years: number, say: (sentence: string) => void): Promise<void> =>
  fillWith(STEPS, { ownerUrl, years, customers: CUSTOMERS }, say);

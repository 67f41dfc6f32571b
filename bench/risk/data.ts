import { fillWith, type Step } from "../support/fill";

export const CUSTOMERS = 50_000;
/** The last day that is known. */
export const AS_OF = "2026-05-31";

/**
 * A year of history: 10 contacts of every customer, an issue for one in five, a survey; of each buyer 8 orders with a line
 * each, one in fifty of them taken back; of each tenant the terms of 4 contracts, those before the running one renewed; a review of
 * one customer in five. Rows come in the order of their days, as they do in life: those of one customer lie far apart.
 */
const STEPS: readonly Step[] = [
  [
    "reps",
    `insert into rep (external_id, employee_number, full_name, hired_on)
     select 'R' || i, 'E' || i, 'Rep ' || i, date '2010-01-01' from generate_series(1, 500) i`,
  ],
  [
    "products",
    `insert into product (external_id, name, series, step)
     select 'P' || i, 'Product ' || i, 'Series ' || i % 8, 1 + i / 8 from generate_series(0, 39) i`,
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
     select 'A' || c.id || term.suffix, c.id, 1 + (c.id * 7919 + term.shift) % 500, 'ACCOUNT_MANAGER', term.starts_on, term.ends_on
     from customer c join (values
       ('a', 3, date '2012-01-01', date '2026-01-01'), ('b', 0, date '2026-01-01', null)) term (suffix, shift, starts_on, ends_on)
       on term.suffix = 'b' or c.id % 3 = 0`,
  ],
  [
    "purchases",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select 'O' || c.id || '-' || n, c.id,
       date '2026-05-31' - (n * 45.6 + (c.id * 31 + n * 17) % 45)::int - case when c.id / 2 % 10 = 0 then 300 else 0 end,
       1000 + (c.id * 6151 + n * 104729) % 100000, 'EUR'
     from customer c cross join generate_series(0, $1::int * 8 - 1) n
     where c.relationship = 'REPEAT_PURCHASE' order by n desc, c.id * 7919 % 50021`,
  ],
  [
    "purchase lines",
    `insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
     select 'L' || p.id, p.id, 1 + (p.id * 7 + p.id / 25000 * 3) % 40, p.amount_minor, p.amount_minor * 6 / 10, (p.id % 4)::numeric / 20, 'EUR' from purchase p order by p.id`,
  ],
  [
    "refunds",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'B' || p.id, p.customer_id, p.purchased_on + 7, case when p.id % 100 = 0 then -p.amount_minor else -500 end, 'EUR', p.id
     from purchase p where p.id % 50 = 0 and p.purchased_on < date '2026-05-20'`,
  ],
  [
    "interactions",
    `insert into interaction (external_id, customer_id, kind, direction, point, occurred_at, asked_at, answered_at, sentiment, expectation,
       competitor, cost_minor, currency)
     select 'I' || c.id || '-' || n, c.id, 'CALL', case when n % 2 = 0 then 'TWO_WAY' else 'OUTBOUND' end,
       case when n % 10 = 2 then 'RENEWAL' else 'SERVICE' end, told.at,
       case when n % 3 = 0 then told.at end, case when n % 3 = 0 then told.at + interval '5 hours' end,
       case when n % 2 = 0 then (c.id + n) % 5 - 2 end, case when n % 4 = 0 then 'MET' end,
       case when (c.id + n) % 50 = 0 then 'Birch' end, 500 + c.id % 100, 'EUR'
     from customer c cross join generate_series(0, $1::int * 10 - 1) n
     cross join lateral (
       select timestamptz '2026-05-31T10:00Z' - (n * 36.5 + (c.id * 13 + n * 7) % 36) * interval '1 day' as at) told
     order by n desc, c.id * 7919 % 50021`,
  ],
  [
    "contacts",
    `insert into contact (external_id, customer_id, full_name, influence, left_on)
     select 'K' || c.id || '-' || n, c.id, 'Person ' || n, case n when 0 then 'CHAMPION' else 'USER' end,
       case when c.id % 17 = n then date '2026-03-01' end
     from customer c cross join generate_series(0, 2) n order by n, c.id * 7919 % 50021`,
  ],
  [
    "issues",
    `insert into issue (external_id, customer_id, kind, severity, opened_at, resolved_at)
     select 'Q' || c.id || '-' || n, c.id, (array['COMPLAINT', 'SERVICE_RISK', 'TECHNOLOGY_FAILURE', 'STAFFING_PROBLEM'])[1 + c.id / 5 % 4],
       'MEDIUM', told.at, case when n > 0 or c.id % 2 = 0 then told.at + interval '9 days' end
     from customer c cross join generate_series(0, $1::int - 1) n
     cross join lateral (select timestamptz '2026-05-20T10:00Z' - (n * 365 + c.id % 300) * interval '1 day' as at) told
     where c.id % 5 = 0 order by n desc, c.id * 7919 % 50021`,
  ],
  [
    "surveys",
    `insert into survey (external_id, customer_id, kind, score, answered_on)
     select 'S' || c.id || '-' || n, c.id, 'NPS', (c.id + n) % 11, date '2026-05-30' - (n * 365 + c.id % 300)::int
     from customer c cross join generate_series(0, $1::int - 1) n order by n desc, c.id * 7919 % 50021`,
  ],
  [
    "contracts",
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select 'T' || c.id || '-' || place || '-' || year, c.id, first.on_day - 14, first.on_day, first.on_day + 365,
       100000 + (c.id * 6151 + year * 977) % 900000, 'EUR'
     from customer c cross join generate_series(0, $1::int - 1) year cross join generate_series(0, 3) place
     cross join lateral (select date '2026-05-20' - (c.id * 31 % 365)::int - place * 10 - year * 365 as on_day) first
     where c.relationship = 'CONTRACT' order by year desc, place, c.id * 7919 % 50021`,
  ],
  [
    "renewals",
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
     select 'N' || k.id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR', 'RENEWED', next.signed_on, next.annual_value_minor, next.id
     from contract k join contract next on next.customer_id = k.customer_id and next.starts_on = k.ends_on order by k.id`,
  ],
  [
    "diagnoses",
    `insert into diagnosis (external_id, customer_id, reviewer_id, template_id, reviewed_on, score, worst_dimension, worst_score, dimensions, answers)
     select 'D' || c.id || '-' || n, c.id, 1 + c.id * 7919 % 500, t.id, date '2026-05-30' - (n * 365 + c.id % 300)::int, 40, 'SERVICE', 60,
       '[{"dimension": "SERVICE", "score": 60}]', '[{"question": "PROMISES_BROKEN", "answer": 2}]'
     from customer c cross join generate_series(0, $1::int - 1) n join diagnosis_template t on t.version = 1
     where c.id % 5 = 1 order by n desc, c.id * 7919 % 50021`,
  ],
];

export const fill = (ownerUrl: string, years: number, say: (sentence: string) => void): Promise<void> =>
  fillWith(STEPS, { ownerUrl, years, customers: CUSTOMERS }, say);

import { fillWith, type Step } from "../support/fill";
import { DOCUMENT, REPS } from "./people";

const OF_EACH = 6;
export const CUSTOMERS = REPS * OF_EACH;
const TEAM = 20;

/** The quarter that is paid, and the day whose knowledge it rests on. */
export const QUARTER = { start: "2026-04-01", end: "2026-07-01" };
export const AS_OF = "2026-08-15";

/**
 * A company in SQL, the same at every run: every rep is on a team of twenty, serves six customers and is enrolled in one
 * plan of ten components. Of the six, three renew in the quarter, most of them in time and one in ten not at all; one is
 * won in it, one was won the quarter before, and one renews in autumn. Each is asked once how satisfied it is.
 */
const STEPS: readonly Step[] = [
  [
    "teams",
    `insert into team (external_id, name) select 'T' || i, 'Team ' || i from generate_series(1, ${REPS / TEAM}) i`,
  ],
  [
    "reps",
    `insert into rep (external_id, employee_number, full_name, hired_on)
     select 'R' || i, 'E' || i, 'Rep ' || i, date '2020-01-01' from generate_series(1, ${REPS}) i`,
  ],
  [
    "positions",
    `insert into rep_position (external_id, rep_id, role, team_id, starts_on)
     select 'P' || i, i, 'CUSTOMER_SUCCESS', 1 + (i - 1) / ${TEAM}, date '2020-01-01' from generate_series(1, ${REPS}) i`,
  ],
  [
    "customers",
    `insert into customer (external_id, name, relationship, currency)
     select 'C' || i, 'Customer ' || i, 'CONTRACT', 'EUR' from generate_series(1, ${CUSTOMERS}) i`,
  ],
  [
    "assignments",
    `insert into assignment (external_id, customer_id, rep_id, role, starts_on)
     select 'A' || id, id, 1 + (id - 1) / ${OF_EACH}, 'CUSTOMER_SUCCESS', date '2022-01-01' from customer`,
  ],
  [
    "contracts",
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select 'K' || c.id, c.id, first.on_day, first.on_day, (first.on_day + interval '1 year')::date, 100000 + (c.id * 6151) % 900000, 'EUR'
     from customer c cross join lateral (select case c.id % ${OF_EACH}
       when 3 then date '2026-04-01' + (c.id * 31 % 85)::int when 4 then date '2026-01-05' + (c.id * 31 % 80)::int
       when 5 then date '2025-10-01' else date '2025-04-01' + (c.id * 31 % 85)::int end as on_day) first`,
  ],
  [
    "next contracts",
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select 'L' || id, customer_id, ends_on + (id % 7)::int - 5, ends_on, (ends_on + interval '1 year')::date,
       annual_value_minor * (95 + id % 12) / 100, 'EUR'
     from contract where ends_on >= date '2026-04-01' and ends_on < date '2026-07-01' and id % 10 > 0`,
  ],
  [
    "renewals",
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
     select 'N' || k.id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR', case when next.id is null then 'UPCOMING' else 'RENEWED' end,
       next.signed_on, next.annual_value_minor, next.id
     from contract k left join contract next on next.customer_id = k.customer_id and next.starts_on = k.ends_on`,
  ],
  [
    "answers",
    `insert into survey (external_id, customer_id, kind, score, answered_on)
     select 'S' || id, id, 'CSAT', 3 + id % 3, date '2026-04-05' + (id % 80)::int from customer`,
  ],
  [
    "goals",
    `insert into quota (external_id, rep_id, measure, starts_on, ends_on, goal, currency)
     select 'Q' || i, i, 'NEW', date '2026-01-01', date '2027-01-01', 300000, 'EUR' from generate_series(1, ${REPS}) i
     union all select 'G' || i, i, 'LOGO_RETENTION', date '2026-04-01', date '2026-07-01', 0.9, null from generate_series(1, ${REPS}) i`,
  ],
  [
    "plans",
    `insert into compensation_plan (external_id, code, name, effective_from, document, reason, version)
     values ('BENCH@1', 'BENCH', 'Ten components', '2020-01-01', $document$${JSON.stringify(DOCUMENT)}$document$, 'measured', 1)`,
  ],
  [
    "enrolments",
    `insert into enrolment (external_id, rep_id, plan_code, role, target_minor, currency, starts_on)
     select 'E' || i, i, 'BENCH', 'CUSTOMER_SUCCESS', 1000000 + i % 100 * 10000, 'EUR', date '2025-01-01' from generate_series(1, ${REPS}) i`,
  ],
  [
    "periods",
    `insert into pay_period (external_id, starts_on, ends_on, pay_on) values ('2026-Q2', '${QUARTER.start}', '${QUARTER.end}', '2026-07-31')`,
  ],
];

export const fill = (ownerUrl: string, say: (sentence: string) => void): Promise<void> =>
  fillWith(STEPS, { ownerUrl, years: 0, customers: CUSTOMERS }, say);

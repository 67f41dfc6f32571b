import { aCustomer, aRep, store } from "./builders";
import { type TestDatabase, testDatabase } from "./database";

/** The day before all news, the day of it, and one on which it is known. */
export const [DAY, NEXT, LATER] = ["2026-03-31", "2026-04-01", "2026-04-10"] as const;

/** A buyer whom ada serves, with something of everything on record; a tenant whose term ends soon; and a twin of the buyer. */
export async function companyWithFacts(): Promise<TestDatabase> {
  const database = await testDatabase();
  const [ada, ben] = [aRep({ externalId: "ada" }), aRep({ externalId: "ben" })];
  await store(database.owner, [
    ...[ada, ben, aCustomer({ externalId: "buyer", acquiredOn: null, ownedBy: ada })],
    ...[
      aCustomer({ externalId: "tenant", acquiredOn: null, relationship: "CONTRACT" }),
      aCustomer({ externalId: "twin", acquiredOn: null }),
    ],
  ]);
  await database.owner.query(`
    insert into product (external_id, name, series) values ('pod', 'Pods', 'Coffee');
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 'p' || n, 1, date '2026-03-01' - 14 * n, 10000, 'EUR' from generate_series(0, 30) n
    union all select 'of the twin', 3, '2026-03-20', 500, 'EUR';
    insert into interaction (external_id, customer_id, kind, direction, occurred_at, asked_at, answered_at, sentiment)
    select 'i' || n, 1, 'CALL', 'TWO_WAY', day, day, case n when 1 then null else day + interval '1 hour' end, 0
    from (select n, timestamptz '2026-03-20T10:00Z' - n * interval '20 days' as day from generate_series(0, 9) n) spread;
    insert into survey (external_id, customer_id, kind, score, answered_on) values ('n', 1, 'NPS', 9, '2026-02-01'), ('c', 1, 'CSAT', 5, '2026-02-01');
    insert into contact (external_id, customer_id, full_name, influence) values ('p', 1, 'P', 'CHAMPION'), ('q', 1, 'Q', null);
    insert into issue (external_id, customer_id, kind, severity, opened_at) values ('open', 1, 'COMPLAINT', 'HIGH', '2026-03-01');
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    values ('now', 2, '2025-04-01', '2025-05-01', '2026-05-01', 100, 'EUR');
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
    select 'open', 2, id, '2026-05-01', 100, 'EUR' from contract`);
  return database;
}

const talk = (more: string, value: string, on = NEXT): string =>
  `insert into interaction (external_id, customer_id, kind, occurred_at, ${more}) values ('new', 1, 'CALL', '${on}T08:00Z', ${value})`;
const renewed = (status: string, more: string): string =>
  `update renewal set status = '${status}', closed_on = '${NEXT}', ${more}`;
const nextTerm = (more: string, value: string): string =>
  `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency${more})
   select 'next', 2, '${NEXT}', '2026-05-01', '2027-05-01', 90, 'EUR'${value} from contract`;

/** What may come to be known, all of it on the first of April. */
export const NEWS: readonly (readonly [what: string, sql: string])[] = [
  [
    "a purchase",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('new', 1, '${NEXT}', 100, 'EUR')`,
  ],
  [
    "a purchase that is taken back whole",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'new', 1, '${NEXT}', -10000, 'EUR', id from purchase where external_id = 'p0'`,
  ],
  [
    "what a purchase held",
    `with new as (insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
       values ('new', 1, '${NEXT}', 100, 'EUR') returning id)
     insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
     select 'new', new.id, product.id, 100, 90, 0.5, 'EUR' from new, product`,
  ],
  ["an exchange", talk("direction", "'TWO_WAY'")],
  ["a mood", talk("sentiment", "-1")],
  ["an expectation that was missed", talk("expectation", "'MISSED'")],
  ["a question", talk("asked_at", `'${NEXT}T08:00Z'`)],
  ["an answer", `update interaction set answered_at = '${NEXT}T08:00Z' where external_id = 'i1'`],
  ["a competitor in a talk", talk("competitor", "'Birch'")],
  ["a talk about the renewal", talk("point", "'RENEWAL'").replace("'new', 1", "'new', 2")],
  ["a renewal that is in talks", `update renewal set status = 'IN_TALKS'; update renewal set status_since = '${NEXT}'`],
  ["a renewal that is lost to a competitor", renewed("LOST", "loss_reason = 'COMPETITOR', competitor = 'Birch'")],
  ["a renewal for less", renewed("RENEWED", "value_renewed_minor = 50")],
  ["a term that follows", nextTerm("", "")],
  ["a term that takes its place", nextTerm(", replaces_id", ", id")],
  ["an early end", `update contract set ended_on = '${NEXT}', loss_reason = 'COMPETITOR', competitor = 'Birch'`],
  ...["NPS", "CSAT"].map(
    (kind) =>
      [
        `a survey of ${kind}`,
        `insert into survey (external_id, customer_id, kind, score, answered_on) values ('new', 1, '${kind}', 1, '${NEXT}')`,
      ] as const,
  ),
  ["a champion who leaves", `update contact set left_on = '${NEXT}' where external_id = 'p'`],
  ["another who leaves", `update contact set left_on = '${NEXT}' where external_id = 'q'`],
  [
    "an issue",
    `insert into issue (external_id, customer_id, kind, opened_at) values ('new', 1, 'TECHNOLOGY_FAILURE', '${NEXT}')`,
  ],
  ["what puts an issue right", `update issue set resolved_at = '${NEXT}'`],
  ["the end of an assignment", `update assignment set ends_on = '${NEXT}'`],
  [
    "an assignment",
    `insert into assignment (external_id, customer_id, rep_id, role, starts_on) values ('new', 1, 2, 'SALES', '${NEXT}')`,
  ],
  ["a rep who leaves", `update rep set left_on = '${NEXT}'`],
  [
    "a review",
    `insert into diagnosis (external_id, customer_id, reviewer_id, template_id, reviewed_on, score, dimensions, answers)
     select 'new', 1, 1, id, '${NEXT}', 80, '[]', '[]' from diagnosis_template`,
  ],
  ["a merger", `update customer set merged_into_id = 1, merged_on = '${NEXT}' where id = 3`],
];

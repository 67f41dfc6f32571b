import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver } from "../../support/graph";

/** Each customer: its alert on 2026-01-01, and whether a play was completed on the 5th. */
const CUSTOMERS = ["kept", "unplayed", "gone", "cancelled", "reviewed", "renewed", "left", "merged"];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const ada = aRep({ externalId: "ada" });
  const customers = CUSTOMERS.map((externalId) => {
    const relationship = ["renewed", "left"].includes(externalId) ? "CONTRACT" : "REPEAT_PURCHASE";
    return aCustomer({ externalId, relationship });
  });
  const held = customers.map((customer) => anAssignment({ customer, rep: ada, startsOn: "2025-01-01" }));
  await store(database.owner, [ada, ...customers, ...held]);
  await database.owner.query(`
    insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, signal, severity,
      band, closed_on, outcome)
    select c.external_id, c.id, b.id, b.code, b.role, '2026-01-01', '2026-01-08', 'silent', s.signal,
      case when s.signal is not null then 0.5 end, 'AT_RISK', s.closed_on::date, s.outcome
    from (values
      ('kept', 'PURCHASE_RHYTHM', '2026-01-05', 'CARRIED_OUT'), ('unplayed', 'PURCHASE_RHYTHM', null, null),
      ('gone', 'PURCHASE_RHYTHM', '2026-01-05', 'RETAINED'), ('cancelled', 'PURCHASE_RHYTHM', '2026-01-05', 'NOT_NEEDED'),
      ('reviewed', null, '2026-01-05', 'RETAINED'), ('renewed', null, '2026-01-05', 'RETAINED'),
      ('left', null, '2026-01-05', 'RETAINED'), ('merged', 'PURCHASE_RHYTHM', '2026-01-05', 'RETAINED')
    ) s (customer, signal, closed_on, outcome)
    join customer c on c.external_id = s.customer join playbook b on b.code = 'PURCHASE_RHYTHM_BROKEN'`);
  await database.owner.query(`
    update play set rests_on_reviewer_id = (select id from rep where external_id = 'ada') where external_id = 'reviewed'`);
  await database.owner.query(`
    insert into risk_assessment (customer_id, as_of, model_version, horizon_days, score, band, probability, calibrated, coverage,
      annual_value_minor, value_at_risk_minor, currency, drivers,
      reviewer_id, band_without_review)
    select id, '2026-01-01', 1, 90, 60, 'AT_RISK', 0.6, false, 1, 1, 1, 'EUR',
      '[]',
      case external_id when 'reviewed' then (select id from rep where external_id = 'ada') end,
      case external_id when 'reviewed' then 'WATCH' end
    from customer where external_id in ('reviewed', 'renewed')`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select external_id, id, '2026-02-10', 100, 'EUR' from customer
    where external_id in ('kept', 'unplayed', 'cancelled', 'reviewed', 'gone')`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    select 'back', customer_id, '2026-02-12', -100, 'EUR', id from purchase where external_id = 'gone'`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, loss_reason)
    select external_id, id, '2026-02-20', 100, 'EUR', case external_id when 'renewed' then 'RENEWED' else 'LOST' end, '2026-02-15',
      case external_id when 'renewed' then 100 end, case external_id when 'left' then 'PRICE' end
    from customer where external_id in ('renewed', 'left')`);
  await database.owner.query(`
    update customer set merged_on = '2026-01-20', merged_into_id = (select id from customer where external_id = 'kept')
    where external_id = 'merged'`);
});
afterAll(() => database.close());

async function rate(asOf: string, [start, end] = ["2026-01-01", "2026-07-01"], code = "SAVE_RATE"): Promise<string> {
  const { data, errors } = await graphOver(database).ask<{
    rep: { scorecard: { measure: { numerator: string; denominator: string; value: number | null } } };
  }>(
    { role: "AUDITOR" },
    `{ rep(externalId: "ada") { scorecard(period: { start: "${start}", end: "${end}" }, asOf: "${asOf}") {
       measure(code: ${code}) { value numerator denominator } } } }`,
  );
  expect(errors).toEqual([]);
  const { numerator, denominator, value } = data.rep.scorecard.measure;
  return `${numerator}/${denominator}${value === null ? " unknown" : ""}`;
}

test("nothing is saved before it is decided", async () => {
  expect(await rate("2026-02-09")).toBe("0/0 unknown");
});

test("a purchase decides, with a play or without; one that is refunded later counts until then", async () => {
  // kept, with what was merged into it, and gone are saved; unplayed and cancelled were not played.
  expect(await rate("2026-02-10")).toBe("2/4");
});

test("a refund undoes the proof, a renewal is one, and what rests on a review of one's own is left out", async () => {
  expect(await rate("2026-03-01")).toBe("2/5");
});

test("whoever does not come within 90 days is lost", async () => {
  expect(await rate("2026-03-31")).toBe("2/5");
  expect(await rate("2026-04-01")).toBe("2/6");
});

test("a decision counts in the period in which it was made", async () => {
  expect(await rate("2026-06-01", ["2026-02-11", "2026-03-01"])).toBe("1/2");
  expect(await rate("2026-06-01", ["2026-04-01", "2026-05-01"])).toBe("0/1");
  expect(await rate("2026-06-01", ["2026-05-01", "2026-06-01"])).toBe("0/0 unknown");
});

test("the saves to be expected are counted where the alert foretold a calibrated probability", async () => {
  const halfYear: [string, string] = ["2026-01-01", "2026-07-01"];
  expect(await rate("2026-06-01", halfYear, "EXPECTED_SAVE_RATE")).toBe("0/0 unknown");
  await database.owner.query(`
    with fit as (
      insert into risk_fit (relationship, as_of, status, reason, horizon_days, customers, losses, model, validation,
        risk_model_version, definition_version)
      values ('REPEAT_PURCHASE', '2026-01-01', 'ON', 'A test says so.', 90, 400, 40, '{}', '{}', 1, 1)
      returning id
    )
    insert into risk_assessment (customer_id, as_of, model_version, horizon_days, score, band, probability, calibrated, risk_fit_id,
      coverage, annual_value_minor, value_at_risk_minor, currency, drivers)
    select c.id, '2026-01-01', 1, 90, 60, 'AT_RISK', case external_id when 'kept' then 0.25 else 0.7 end, external_id <> 'gone',
      case when external_id <> 'gone' then fit.id end, 1, 1, 1, 'EUR', '[]'
    from customer c cross join fit where external_id in ('kept', 'gone', 'left')`);
  // (1 − .25) of kept and (1 − .7) of left; of gone the probability is the published mapping.
  expect(await rate("2026-06-01", halfYear, "EXPECTED_SAVE_RATE")).toBe("1.05/2");
  expect(await rate("2026-06-01", halfYear)).toBe("2/6");
});

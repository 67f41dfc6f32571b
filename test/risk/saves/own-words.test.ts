import type { Day } from "../../../src/kernel/calendar";
import { assess } from "../../../src/risk/assessments/assess.service";
import { savesOf } from "../../../src/risk/saves/saves.queries";
import { act } from "../../support/action";
import { aCustomer, anAssignment, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";
import { changeRiskModel } from "../../support/risk-model";

let database: TestDatabase;
const chief = aRep({ externalId: "chief" });
const ada = aRep({ externalId: "ada", managedBy: chief });

/** The buyer is served by ada, whom chief leads. */
beforeEach(async () => {
  database = await testDatabase();
  const buyer = aCustomer({ externalId: "buyer" });
  await store(database.owner, [chief, ada, buyer, anAssignment({ customer: buyer, rep: ada, startsOn: "2025-01-01" })]);
});
afterEach(() => database.close());

const sql = (text: string, values: readonly unknown[] = []) => database.owner.query(text, [...values]);
const buy = (on: string) =>
  sql(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select $1::text, id, $1::date, 100, 'EUR' from customer where external_id = 'buyer'`,
    [on],
  );
async function saves(asOf = "2026-12-31"): Promise<string> {
  const period = { start: "2026-01-01" as Day, end: "2027-01-01" as Day };
  const found = await savesOf(contextOf(database), { period, asOf: asOf as Day }, 30, null);
  const { decided = 0, saved = 0 } = found.get(await idOf(database, "customer", "buyer")) ?? {};
  return `${saved}/${decided}`;
}

describe("whoever is paid for a save does not raise its alert", () => {
  /** A play of the band from 1 January, played on the 20th; the customer buys on 10 February. */
  const played = async (rests: { override?: boolean; reviewer?: "ada" | "chief" }) => {
    await sql(
      `insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, band, closed_on,
         outcome, rests_on_override, rests_on_reviewer_id)
       select 'p', c.id, b.id, b.code, b.role, '2026-01-01', '2026-01-08', 'as said', 'AT_RISK', '2026-01-20', 'CARRIED_OUT', $1::boolean,
         (select id from rep where external_id = $2)
       from customer c, playbook b where b.code = 'CUSTOMER_AT_RISK'`,
      [rests.override ?? false, rests.reviewer ?? null],
    );
    await buy("2026-02-10");
  };
  const told = (
    on: string,
    bands: { band?: string; without?: string; reviewer?: "ada" | "chief"; unreviewed?: string },
  ) =>
    sql(
      `insert into risk_assessment (customer_id, as_of, model_version, horizon_days, score, band, probability, calibrated, coverage,
         annual_value_minor, value_at_risk_minor, currency, drivers, override_id, score_without, band_without, reviewer_id, band_without_review)
       select id, $1::date, 1, 90, 60, $2::text, 0.6, false, 1, 1, 1, 'EUR', '[]', case when $3::text is not null then 1 end,
         case when $3::text is not null then 10 end, $3::text, (select id from rep where external_id = $4), $5::text
       from customer where external_id = 'buyer'`,
      [on, bands.band ?? "AT_RISK", bands.without ?? null, bands.reviewer ?? null, bands.unreviewed ?? null],
    );

  test("an alert of the signals saves", async () => {
    await played({});
    expect(await saves()).toBe("1/1");
  });

  test("an alert of the review of who serves the customer is none, nor one of an override", async () => {
    await played({ reviewer: "ada" });
    expect(await saves()).toBe("0/0");
    await sql(`update play set rests_on_reviewer_id = null, rests_on_override = true`);
    expect(await saves()).toBe("0/0");
  });

  test("an alert of another's review saves", async () => {
    await played({ reviewer: "chief" });
    expect(await saves()).toBe("1/1");
  });

  test("who takes the customer over while it decides is no other, and who takes it over later is", async () => {
    await played({ reviewer: "chief" });
    const take = (on: string) =>
      sql(
        `insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
         select $1::text, c.id, r.id, 'SUPPORT', 10000, $1::date from customer c, rep r where r.external_id = 'chief'`,
        [on],
      );
    await take("2026-04-02");
    expect(await saves()).toBe("1/1");
    await sql(`delete from assignment where external_id = '2026-04-02'`);
    await take("2026-04-01");
    expect(await saves()).toBe("0/0");
    expect(await saves("2026-03-31")).toBe("1/1");
  });

  test("who had handed it over before the alert is another", async () => {
    await played({ reviewer: "ada" });
    await sql(`update assignment set ends_on = '2026-01-01'`);
    expect(await saves()).toBe("1/1");
    await sql(`update assignment set ends_on = '2026-01-02'`);
    expect(await saves()).toBe("0/0");
  });

  test("the alert counts from the day on which the other signals say as much while the play is open", async () => {
    await played({ reviewer: "ada" });
    await told("2026-01-10", { reviewer: "ada", unreviewed: "WATCH" });
    expect(await saves()).toBe("0/0");
    await told("2026-01-15", { reviewer: "ada", unreviewed: "AT_RISK" });
    expect(await saves()).toBe("1/1");
    expect(await saves("2026-01-14")).toBe("0/0");
  });

  test("and of a sign's own playbook, from the day on which they reach the band that it had", async () => {
    await played({ reviewer: "ada" });
    await sql(`update play set signal = 'DIAGNOSIS', severity = 0.9, playbook_id = b.id, playbook_code = b.code
      from playbook b where b.code = 'PURCHASE_RHYTHM_BROKEN'`);
    await told("2026-01-10", { reviewer: "ada", unreviewed: "WATCH" });
    expect(await saves()).toBe("0/0");
    await told("2026-01-15", { reviewer: "ada", unreviewed: "AT_RISK" });
    expect(await saves()).toBe("1/1");
  });

  test("and of an override, from the day on which the signals do: not on the word of who serves the customer", async () => {
    await played({ override: true });
    await told("2026-01-10", { band: "CRITICAL", without: "WATCH" });
    await told("2026-01-11", { band: "CRITICAL", without: "AT_RISK", reviewer: "ada", unreviewed: "WATCH" });
    expect(await saves()).toBe("0/0");
    await told("2026-01-12", { band: "CRITICAL", without: "AT_RISK", reviewer: "chief", unreviewed: "WATCH" });
    expect(await saves()).toBe("1/1");
  });

  test("but not once the play is closed, and not less than 14 days before the decision", async () => {
    await played({ override: true });
    await told("2026-01-21", {});
    expect(await saves()).toBe("0/0");
    await sql(`update play set closed_on = '2026-02-05'`);
    await sql(`update risk_assessment set as_of = '2026-01-28'`);
    expect(await saves()).toBe("0/0");
    await sql(`update risk_assessment set as_of = '2026-01-27'`);
    expect(await saves()).toBe("1/1");
  });
});

describe("from a review to what it saves", () => {
  /** Both are trained; reviews are all that the model hears. */
  beforeEach(async () => {
    await sql(`insert into course (external_id, name) values ('diagnosis', 'Reviewing a customer')`);
    await sql(`insert into completion (external_id, rep_id, course_id, completed_on)
      select r.external_id, r.id, c.id, date '2026-01-01' from rep r, course c`);
    await changeRiskModel(database.owner, { weights: { DIAGNOSIS: 1, NPS: 0.6 }, minimum_coverage: 0 });
  });

  async function reviewed(by: "ada" | "chief"): Promise<void> {
    const viewer = {
      role: by === "ada" ? "REP" : "LEADER",
      repId: await idOf(database, "rep", by),
      principal: by,
    } as const;
    const customer = await nodeIdOf(database, "Customer", "customer", "buyer");
    const answers = [{ question: "SURPRISE", answer: 3 }];
    const action = { name: "diagnosisFile", subject: "diagnosis", selection: "score" };
    const { refused } = await act(graphOver(database), viewer, action, { customer, answers });
    expect(refused).toEqual([]);
    await assess(contextOf(database), REFERENCE_DATE as Day, "ALL");
    await sql(`update play set closed_on = opened_on + 3, outcome = 'CARRIED_OUT'`);
    await buy("2026-04-01");
  }
  const plays = async () =>
    (
      await database.owner.query<object>(
        `select p.playbook_code as code, p.band, r.external_id as reviewer from play p left join rep r on r.id = p.rests_on_reviewer_id`,
      )
    ).rows;

  test("that of who serves the customer opens a play, and saves nobody", async () => {
    await reviewed("ada");
    expect(await plays()).toEqual([{ code: "CUSTOMER_AT_RISK", band: "CRITICAL", reviewer: "ada" }]);
    expect(await saves()).toBe("0/0");
  });

  test("that of its leader saves", async () => {
    await reviewed("chief");
    expect(await plays()).toEqual([{ code: "CUSTOMER_AT_RISK", band: "CRITICAL", reviewer: "chief" }]);
    expect(await saves()).toBe("1/1");
  });

  test("where the other signals reach the band as well, whose review there is makes no difference", async () => {
    await sql(
      `insert into survey (external_id, customer_id, kind, score, answered_on) select 'n', id, 'NPS', 0, date '2026-02-20' from customer`,
    );
    await reviewed("ada");
    expect(await plays()).toEqual([{ code: "CUSTOMER_AT_RISK", band: "CRITICAL", reviewer: null }]);
    expect(await saves()).toBe("1/1");
  });
});

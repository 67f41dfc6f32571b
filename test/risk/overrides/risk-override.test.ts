import type { Day } from "../../../src/kernel/calendar";
import { canonicalJson } from "../../../src/kernel/json";
import type { Role } from "../../../src/platform/auth/viewer";
import { assessCustomers } from "../../../src/risk/assessments/assess-customers";
import { assess } from "../../../src/risk/assessments/assess.service";
import { assessmentsOn } from "../../../src/risk/assessments/stored.queries";
import { act, audits, type Done } from "../../support/action";
import { aCustomer, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";
import { changeRiskModel } from "../../support/risk-model";

const TODAY = REFERENCE_DATE;
let database: TestDatabase;
let graph: Graph;

/** steady buys every 14 days until 2026-01-29: its score is 80 × (days − 14) ÷ 28, up to 80. chief leads ada, who serves it. */
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const chief = aRep({ externalId: "chief" });
  const ada = aRep({ externalId: "ada", managedBy: chief });
  await store(database.owner, [
    ...[chief, ada],
    aCustomer({ externalId: "steady", ownedBy: ada }), // 1
    aCustomer({ externalId: "strangers" }), // 2
    aCustomer({ externalId: "double", ownedBy: ada }), // 3
  ]);
  await sql(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, 1, date '2026-01-29' - 14 * n, 10000, 'EUR' from generate_series(0, 9) n`);
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
});
afterEach(() => database.close());

const sql = (text: string) => database.owner.query(text);
let said = 0;
/** What somebody said on a day; null withdraws it. */
const say = (startsOn: string, until: string | null, says: string | number | null, customer = 1) =>
  database.owner.query(
    `insert into risk_override (external_id, customer_id, band, score, reason, starts_on, ends_on, decided_by)
     values ($1, $2, $3, $4, 'it said so', $5, $6, 'chief')`,
    [
      ...[`o${++said}`, customer, typeof says === "string" ? says : null, typeof says === "number" ? says : null],
      ...[startsOn, until],
    ],
  );
const computed = async (day: string) => (await assessCustomers(contextOf(database), day as Day, null)).assessed;
const steadyOn = async (day: string) => (await computed(day)).find(({ customerId }) => customerId === "1")!;
const run = (day: string) => assess(contextOf(database), day as Day, "CHANGED");

const viewer = async (role: Role, rep = "chief") => ({
  ...{ role, principal: rep, repId: ["REP", "LEADER"].includes(role) ? await idOf(database, "rep", rep) : null },
});
const customerId = (of: string) => nodeIdOf(database, "Customer", "customer", of);
const OVERRIDE = {
  name: "riskOverride",
  subject: "override",
  selection: "band score reason startsOn until by { externalId }",
};
const WITHDRAW = { ...OVERRIDE, name: "riskOverrideWithdraw" };
async function override(input: object, role: Role = "LEADER", of = "steady"): Promise<Done> {
  const given = { customer: await customerId(of), reason: "It told me.", until: "2026-04-01", ...input };
  return act(graph, await viewer(role), OVERRIDE, given);
}
const withdraw = async (of = "steady", role: Role = "LEADER"): Promise<Done> =>
  act(graph, await viewer(role), WITHDRAW, { customer: await customerId(of), reason: "It stays." });

const RISK = `query ($day: Date) { customer(externalId: "steady") { risk(asOf: $day) {
  score band scoreWithout bandWithout change previousBand probability valueAtRisk { amount } drivers { points }
  override { band score reason startsOn until by { externalId } } } } }`;
const ask = async (day: string) => graph.ask({ role: "AUDITOR" }, RISK, { day });

describe("an override of a customer's risk", () => {
  test("takes the place of what the signals say, with who said so, why and until when", async () => {
    expect((await override({ band: "CRITICAL" })).record).toMatchObject({
      band: "CRITICAL",
      score: null,
      startsOn: TODAY,
    });
    const { data, errors } = await ask(TODAY);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      customer: {
        risk: {
          ...{
            score: 51,
            band: "CRITICAL",
            scoreWithout: 51,
            bandWithout: "AT_RISK",
            change: null,
            previousBand: null,
          },
          ...{ probability: 0.51, valueAtRisk: { amount: "510.00" }, drivers: [{ points: 51 }] },
          override: {
            ...{ band: "CRITICAL", score: null, reason: "It told me.", startsOn: TODAY, until: "2026-04-01" },
            by: { externalId: "chief" },
          },
        },
      },
    });
  });

  test("of a score leaves the probability, what is at risk and the points to the signals", async () => {
    await override({ score: 10 });
    expect(await steadyOn(TODAY)).toMatchObject({
      ...{ score: 10, band: "HEALTHY", scoreWithout: 51, bandWithout: "AT_RISK", probability: 0.51 },
      ...{ valueAtRiskMinor: 51_000n, drivers: [{ points: 51 }] },
    });
  });

  test("is stored as it is computed, to the byte, and answered alike", async () => {
    await override({ score: 90 });
    const [fresh, shown] = [canonicalJson(await computed(TODAY)), JSON.stringify(await ask(TODAY))];
    await run(TODAY);
    expect(canonicalJson(await assessmentsOn(contextOf(database), TODAY as Day, ["1"]))).toBe(fresh);
    expect(JSON.stringify(await ask(TODAY))).toBe(shown);
    expect(canonicalJson(await computed(TODAY))).toBe(fresh);
  });

  test("holds until its day, and what was said later takes its place even if it ends sooner", async () => {
    await say("2026-02-10", "2026-02-20", "CRITICAL");
    const band = async (day: string) => (await steadyOn(day)).band;
    expect([await band("2026-02-09"), await band("2026-02-10"), await band("2026-02-19")]).toEqual([
      ...["HEALTHY", "CRITICAL", "CRITICAL"],
    ]);
    expect(await band("2026-02-20")).toBe("HEALTHY");
    await say("2026-02-12", "2026-02-14", "WATCH");
    expect([await band("2026-02-11"), await band("2026-02-12"), await band("2026-02-14")]).toEqual([
      ...["CRITICAL", "WATCH", "HEALTHY"],
    ]);
  });

  test("is withdrawn from a day on", async () => {
    await say("2026-02-20", "2026-06-01", "HEALTHY");
    expect((await withdraw()).record).toEqual({
      ...{ band: null, score: null, until: null, startsOn: TODAY, reason: "It stays.", by: { externalId: "chief" } },
    });
    expect(await steadyOn("2026-03-01")).toMatchObject({ band: "HEALTHY", bandWithout: "WATCH" });
    expect(await steadyOn(TODAY)).toMatchObject({ band: "AT_RISK", overrideId: null });
    expect((await withdraw()).refused).toEqual(["CONFLICT customer"]);
  });

  test("lets hysteresis follow what the signals say", async () => {
    // 46 on 28 February, 49 a day later: a band of AT_RISK that the signals had reached would be held.
    await say("2026-02-28", "2026-03-01", "AT_RISK");
    await run("2026-02-28");
    expect(await steadyOn("2026-03-01")).toMatchObject({
      score: 49,
      band: "WATCH",
      previousBand: "AT_RISK",
      change: 3,
    });
  });

  test("of a merged customer counts as the other's, from that day on", async () => {
    await say("2026-02-20", "2026-06-01", "CRITICAL", 3);
    await sql(`update customer set merged_into_id = 1, merged_on = '2026-02-25' where id = 3`);
    expect(await steadyOn("2026-02-24")).toMatchObject({ overrideId: null });
    expect(await steadyOn("2026-02-25")).toMatchObject({ band: "CRITICAL" });
    expect((await withdraw()).refused).toEqual([]);
    expect(await steadyOn(TODAY)).toMatchObject({ overrideId: null });
  });

  test("queues the customer, and the next run tells it; on its last day the first run of the day does", async () => {
    await run(TODAY);
    await override({ band: "CRITICAL", until: "2026-03-03" });
    expect(await run(TODAY)).toMatchObject({ scope: "CHANGED", lookedAt: 1 });
    expect(await assessmentsOn(contextOf(database), TODAY as Day, ["1"])).toMatchObject([{ band: "CRITICAL" }]);
    expect(await run("2026-03-03")).toMatchObject({ scope: "ALL" });
    expect(await assessmentsOn(contextOf(database), "2026-03-03" as Day, ["1"])).toMatchObject([{ band: "AT_RISK" }]);
  });

  test("is not known before its day, and is on it", async () => {
    const before = canonicalJson(await computed("2026-02-20"));
    await say("2026-02-21", "2026-06-01", "CRITICAL");
    expect(canonicalJson(await computed("2026-02-20"))).toBe(before);
    await say("2026-02-20", "2026-06-01", "CRITICAL");
    expect(canonicalJson(await computed("2026-02-20"))).not.toBe(before);
  });

  test("is listed with its customer and audited, and never changes", async () => {
    await override({ band: "WATCH" });
    const list = `{ customer(externalId: "steady") { riskOverrides { edges { node { band until } } } } }`;
    const { data } = await graph.ask({ role: "ANALYST" }, list);
    expect(data).toEqual({
      customer: { riskOverrides: { edges: [{ node: { band: "WATCH", until: "2026-04-01" } }] } },
    });
    expect(await audits(database, "riskOverride")).toEqual([
      expect.objectContaining({
        principal: "chief",
        type: "riskOverride",
        after: expect.objectContaining({ band: "WATCH" }),
      }),
    ]);
    await expect(sql(`update risk_override set band = 'HEALTHY'`)).rejects.toThrow();
    await expect(sql(`delete from risk_override`)).rejects.toThrow();
  });
});

describe("an override opens plays by its band", () => {
  const plays = async () =>
    (
      await database.owner.query<object>(
        `select playbook_code as code, band, evidence, rests_on_override as override from play order by id`,
      )
    ).rows;

  test("and its evidence names it", async () => {
    await say("2026-02-14", "2026-06-01", "CRITICAL");
    await run("2026-02-14");
    expect(await plays()).toEqual([
      {
        ...{ code: "CUSTOMER_AT_RISK", band: "CRITICAL", override: true },
        evidence:
          "Set to CRITICAL by hand; by its signals it is HEALTHY. 16 days since the last order, of 2026-01-29; the usual gap is 14.",
      },
    ]);
  });

  test("and opens none where it says that nothing is wrong", async () => {
    await changeRiskModel(database.owner, { watch_from: 1, at_risk_from: 2, critical_from: 3, hysteresis: 0 });
    await say("2026-02-14", "2026-02-15", "HEALTHY");
    await run("2026-02-14");
    expect(await plays()).toEqual([]);
    await run("2026-02-15");
    expect(await plays()).toMatchObject([{ code: "CUSTOMER_AT_RISK", override: false }]);
  });
});

describe("an override that is wrong", () => {
  test.each<[string, object, string]>([
    ["says nothing", {}, "INVALID band"],
    ["says both", { band: "WATCH", score: 30 }, "INVALID score"],
    ["says a score beyond 100", { score: 101 }, "INVALID score"],
    ["says a score below 0", { score: -1 }, "INVALID score"],
    ["has no reason", { band: "WATCH", reason: "" }, "INVALID reason"],
    ["ends today", { band: "WATCH", until: TODAY }, "INVALID until"],
    ["ends in more than a year", { band: "WATCH", until: "2027-03-03" }, "INVALID until"],
  ])("is refused when it %s", async (_rule, input, refused) =>
    expect((await override(input)).refused).toEqual([refused]),
  );

  test("is of a customer that the leader does not see", async () => {
    expect((await override({ band: "WATCH" }, "LEADER", "strangers")).refused).toEqual(["NOT_FOUND customer"]);
    expect((await withdraw("strangers")).refused).toEqual(["NOT_FOUND customer"]);
  });

  test.each<Role>(["REP", "HR", "ANALYST", "AUDITOR"])("is not for %s", async (role) => {
    expect((await override({ band: "WATCH" }, role)).refused).toEqual(["FORBIDDEN"]);
    expect((await withdraw("steady", role)).refused).toEqual(["FORBIDDEN"]);
  });

  test("administrators say it as well, and are no rep", async () => {
    expect((await override({ score: 0 }, "ADMIN")).record).toMatchObject({ score: 0, by: null });
  });

  test("reads no reason who reads no notes", async () => {
    await override({ band: "WATCH" });
    const source = `{ customer(externalId: "steady") { risk { override { band reason } } } }`;
    for (const role of ["HR", "ANALYST"] as const) {
      const { data, errors } = await graph.ask({ role }, source);
      expect(data).toEqual({ customer: { risk: { override: { band: "WATCH", reason: null } } } });
      expect(errors.map(({ code }) => code)).toEqual(["FORBIDDEN"]);
    }
  });
});

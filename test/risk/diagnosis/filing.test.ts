import type { Day } from "../../../src/kernel/calendar";
import { canonicalJson } from "../../../src/kernel/json";
import type { Role } from "../../../src/platform/auth/viewer";
import { assessCustomers } from "../../../src/risk/assessments/assess-customers";
import { assess } from "../../../src/risk/assessments/assess.service";
import { act, audits, type Done } from "../../support/action";
import { aCustomer, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";
import { changeRiskModel } from "../../support/risk-model";

const TODAY = REFERENCE_DATE;
let database: TestDatabase;
let graph: Graph;

/** ada serves the buyer, and was trained on 2026-02-01 until 2026-03-10; ben was never trained. */
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const [ada, ben] = [aRep({ externalId: "ada" }), aRep({ externalId: "ben" })];
  await store(database.owner, [
    ...[ada, ben],
    aCustomer({ externalId: "buyer", segment: "KEY", ownedBy: ada }), // 1
    aCustomer({ externalId: "bens", ownedBy: ben }), // 2
    aCustomer({ externalId: "twin", ownedBy: ada }), // 3
  ]);
  await sql(
    `insert into course (external_id, name) values ('diagnosis', 'Reviewing a customer'), ('other', 'Another')`,
  );
  await sql(`insert into completion (external_id, rep_id, course_id, completed_on, expires_on)
    select 'k1', r.id, c.id, date '2026-02-01', date '2026-03-10' from rep r, course c where r.external_id = 'ada' and c.external_id = 'diagnosis'`);
  await sql(`insert into completion (external_id, rep_id, course_id, completed_on)
    select 'k2', r.id, c.id, date '2026-01-01' from rep r, course c where r.external_id = 'ben' and c.external_id = 'other'`);
  // What one signal says is seen best alone.
  await changeRiskModel(database.owner, { weights: { DIAGNOSIS: 0.8 } });
});
afterEach(() => database.close());

const sql = (text: string) => database.owner.query(text);
const SELECTION = `on score worstDimension note reviewer { externalId } template { version }
  dimensions { dimension score answered asked } answers { code answer }`;
async function file(input: object, rep = "ada", role: Role = "REP", of = "buyer"): Promise<Done> {
  const repId = await idOf(database, "rep", rep);
  const customer = await nodeIdOf(database, "Customer", "customer", of);
  const answers = [{ question: "PROMISES_BROKEN", answer: 3 }];
  const action = { name: "diagnosisFile", subject: "diagnosis", selection: SELECTION };
  return act(graph, { role, repId }, action, { customer, answers, ...input });
}
const refused = async (...asked: Parameters<typeof file>) => (await file(...asked)).refused;
const assessed = async (day: string) => (await assessCustomers(contextOf(database), day as Day, null)).assessed;

describe("a review", () => {
  test("is filed by who is trained, with what it found, as it was asked", async () => {
    const answers = [
      { question: "PROMISES_BROKEN", answer: 4 },
      { question: "SERVICE_COMPLAINED", answer: 1 },
      { question: "VALUE_DOUBTED", answer: 0 },
    ];
    const { record, refused: none } = await file({ answers, note: "Twice in May." });
    expect(none).toEqual([]);
    expect(record).toMatchObject({
      ...{ on: TODAY, score: 41.7, worstDimension: "SERVICE", note: "Twice in May." },
      ...{ reviewer: { externalId: "ada" }, template: { version: 1 } },
    });
    expect(record!.dimensions).toContainEqual({ dimension: "SERVICE", score: 62.5, answered: 2, asked: 2 });
    expect(record!.dimensions).toContainEqual({ dimension: "VOICE", score: null, answered: 0, asked: 1 });
    expect(record!.answers).toHaveLength(12);
    expect(record!.answers).toContainEqual({ code: "TRUST_LOST", answer: null });
    expect(await audits(database, "diagnosisFile")).toEqual([
      expect.objectContaining({ type: "diagnosis", after: expect.objectContaining({ score: 41.7 }) }),
    ]);
  });

  test("names the worst dimension, and none when nothing is wrong", async () => {
    expect((await file({ answers: [{ question: "SURPRISE", answer: 0 }] })).record).toMatchObject({
      ...{ score: 0, worstDimension: null },
    });
  });

  test("is tapered: it asks what the template of its day asks of the customer's segment", async () => {
    await act(
      graph,
      { role: "ADMIN" },
      { name: "diagnosisTemplatePublish", subject: "template", selection: "version" },
      {
        ...{ version: 1, effectiveFrom: TODAY, reason: "tapered" },
        bySegment: [
          {
            ...{ segment: "KEY", without: ["PROMISES_BROKEN"] },
            questions: [{ code: "BOARD_CHANGED", dimension: "PEOPLE", text: "How new is its board?" }],
          },
        ],
      },
    );
    const answers = [{ question: "BOARD_CHANGED", answer: 2 }];
    expect((await file({ answers })).record).toMatchObject({
      score: 50,
      worstDimension: "PEOPLE",
      template: { version: 2 },
    });
    expect(await refused({})).toEqual(["INVALID answers"]);
    expect(await refused({ on: "2026-03-01", answers })).toEqual(["INVALID answers"]);
  });

  test("is of a person trained in the method, on its day and today", async () => {
    expect(await refused({}, "ben", "REP", "bens")).toEqual(["CONFLICT on"]);
    expect(await refused({ on: "2026-01-31" })).toEqual(["CONFLICT on"]);
    expect(await refused({ on: "2026-02-01" })).toEqual([]);
  });

  test("is of nobody whose training has expired, until it is renewed", async () => {
    await sql(`update completion set expires_on = '${TODAY}' where external_id = 'k1'`);
    expect(await refused({})).toEqual(["CONFLICT on"]);
    expect(await refused({ on: "2026-03-01" })).toEqual(["CONFLICT on"]);
    await sql(`insert into completion (external_id, rep_id, course_id, completed_on)
      select 'k3', rep_id, course_id, '${TODAY}' from completion where external_id = 'k1'`);
    expect(await refused({})).toEqual([]);
    expect(await refused({ on: "2026-03-01" })).toEqual([]);
  });

  test("says which course is missing", async () => {
    const customer = await nodeIdOf(database, "Customer", "customer", "bens");
    const { data } = await graph.ask<{ diagnosisFile: { userErrors: { message: string }[] } }>(
      { role: "REP", repId: await idOf(database, "rep", "ben") },
      `mutation ($customer: ID!) { diagnosisFile(idempotencyKey: "m", input: { customer: $customer,
        answers: [{ question: "SURPRISE", answer: 1 }] }) { userErrors { message } } }`,
      { customer },
    );
    expect(data.diagnosisFile.userErrors.map(({ message }) => message)).toEqual([
      `on is ${TODAY}: no completion of the course "diagnosis" of yours holds on ${TODAY}; complete it, or ask somebody who has.`,
    ]);
  });

  test.each<[string, object, string]>([
    ["of a day to come", { on: "2026-03-03" }, "INVALID on"],
    ["without an answer", { answers: [] }, "INVALID answers"],
    ["with an answer to what is not asked", { answers: [{ question: "X", answer: 1 }] }, "INVALID answers"],
    ["with an answer beyond 4", { answers: [{ question: "SURPRISE", answer: 5 }] }, "INVALID answers"],
    ["with an answer below 0", { answers: [{ question: "SURPRISE", answer: -1 }] }, "INVALID answers"],
    [
      "with two answers to one question",
      {
        answers: [
          { question: "SURPRISE", answer: 1 },
          { question: "SURPRISE", answer: 1 },
        ],
      },
      "INVALID answers",
    ],
  ])("is refused %s", async (_rule, input, code) => expect(await refused(input)).toEqual([code]));

  test("of a customer that its reviewer does not see is not found; other roles file none", async () => {
    expect(await refused({}, "ada", "REP", "bens")).toEqual(["NOT_FOUND customer"]);
    for (const role of ["HR", "ANALYST", "ADMIN", "AUDITOR"] as const) {
      expect(await refused({}, "ada", role)).toEqual(["FORBIDDEN"]);
    }
  });

  test("is listed with its customer, the latest first, and told as of any day", async () => {
    await file({ on: "2026-02-10", answers: [{ question: "SURPRISE", answer: 1 }] });
    await file({ on: "2026-02-20", answers: [{ question: "SURPRISE", answer: 2 }] });
    const { data, errors } = await graph.ask(
      { role: "AUDITOR" },
      `{ customer(externalId: "buyer") { diagnoses { edges { node { on score } } } now: diagnosis { score }
         then: diagnosis(asOf: "2026-02-19") { score } before: diagnosis(asOf: "2026-02-09") { score } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      customer: {
        ...{ now: { score: 50 }, then: { score: 25 }, before: null },
        diagnoses: { edges: [{ node: { on: "2026-02-20", score: 50 } }, { node: { on: "2026-02-10", score: 25 } }] },
      },
    });
  });
});

describe("as a signal", () => {
  test("a review raises the score, and its evidence quotes the day and what is worst", async () => {
    await file({ answers: [{ question: "PROMISES_BROKEN", answer: 3 }] });
    expect(await assessed(TODAY)).toMatchObject([
      {
        ...{ customerId: "1", score: 60, band: "AT_RISK" },
        drivers: [
          {
            ...{ signal: "DIAGNOSIS", dimension: "REVIEW", severity: 0.75, points: 60, dataAsOf: TODAY },
            evidence: `75 of 100 in the review of ${TODAY}, 100 being most at risk; worst is SERVICE, 75.`,
          },
        ],
      },
    ]);
  });

  test("it speaks for as long as its template says, and the latest one takes the place of those before", async () => {
    await file({ on: "2026-02-10", answers: [{ question: "SURPRISE", answer: 4 }] });
    expect(await assessed("2026-02-09")).toEqual([]);
    expect(await assessed("2026-08-08")).toMatchObject([{ score: 80 }]);
    expect(await assessed("2026-08-09")).toEqual([]);
    await file({ on: "2026-02-20", answers: [{ question: "SURPRISE", answer: 1 }] });
    expect(await assessed("2026-02-19")).toMatchObject([{ score: 80 }]);
    expect(await assessed("2026-02-20")).toMatchObject([{ score: 20 }]);
  });

  test("of a merged customer it counts as the other's, from that day on", async () => {
    await file({ on: "2026-02-10" }, "ada", "REP", "twin");
    await sql(`update customer set merged_into_id = 1, merged_on = '2026-02-20' where id = 3`);
    expect(await assessed("2026-02-19")).toMatchObject([{ customerId: "3", score: 60 }]);
    expect(await assessed("2026-02-20")).toMatchObject([{ customerId: "1", score: 60 }]);
  });

  test("filing one queues the customer, and the next run assesses it anew", async () => {
    const run = () => assess(contextOf(database), TODAY as Day, "CHANGED");
    expect(await run()).toMatchObject({ scope: "ALL", assessed: 0 });
    expect(await run()).toMatchObject({ scope: "CHANGED", lookedAt: 0 });
    await file({});
    expect(await run()).toMatchObject({ scope: "CHANGED", lookedAt: 1, assessed: 1 });
  });

  test("no later review is known on a day: nothing after it changes an assessment, and what is of the day does", async () => {
    await file({ on: "2026-02-10" });
    const before = canonicalJson(await assessed("2026-02-15"));
    await file({ on: "2026-02-16", answers: [{ question: "SURPRISE", answer: 4 }] });
    await sql(`insert into diagnosis_template (external_id, version, effective_from, course, holds_days, questions, by_segment, reason)
      select 'later', 2, '2026-02-16', course, 1, questions, by_segment, 'later' from diagnosis_template`);
    expect(canonicalJson(await assessed("2026-02-15"))).toBe(before);
    await file({ on: "2026-02-15", answers: [{ question: "SURPRISE", answer: 4 }] });
    expect(canonicalJson(await assessed("2026-02-15"))).not.toBe(before);
  });
});

test("what was filed or published never changes, whoever asks", async () => {
  await file({});
  for (const table of ["diagnosis", "diagnosis_template"]) {
    await expect(sql(`update ${table} set external_id = 'x'`)).rejects.toThrow();
    await expect(sql(`delete from ${table}`)).rejects.toThrow();
  }
});

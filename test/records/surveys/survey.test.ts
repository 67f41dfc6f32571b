import { contactUpsert } from "../../../src/records/contacts/contact.upsert";
import { surveyUpsert } from "../../../src/records/surveys/survey.upsert";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { nodeIdOf, statuses, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const noor = aRep({ externalId: "noor" });
  await store(database.owner, [
    noor,
    aCustomer({ externalId: "alder", ownedBy: noor }),
    aCustomer({ externalId: "birch" }),
  ]);
  await write(database, contactUpsert, { externalId: "zoe", customer: "alder", fullName: "Zoe" });
});
afterAll(() => database.close());

const row = (externalId: string, kind: string, score: number) => ({
  ...{ externalId, customer: "alder", answeredOn: "2026-01-05" },
  ...{ kind, score },
});

test.each([
  ["NPS", 0, true],
  ["NPS", 10, true],
  ["NPS", 11, false],
  ["NPS", -1, false],
  ["CSAT", 1, true],
  ["CSAT", 5, true],
  ["CSAT", 0, false],
  ["CSAT", 6, false],
])("a score of the scale is taken, another is not: %s %d → %s", async (kind, score, taken) => {
  const { results, userErrors } = await write(database, surveyUpsert, row(`${kind} ${score}`, kind, score));
  expect(results[0]!.status).toBe(taken ? "CREATED" : "REJECTED");
  if (!taken) expect(userErrors[0]!.field).toEqual(["inputs", "0", "score"]);
});

test("nobody answers for another customer than the own", async () => {
  const zoes = { ...row("zoe", "NPS", 9), contact: "zoe" };
  const { userErrors } = await write(database, surveyUpsert, { ...zoes, customer: "birch" });
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", "contact"] })]);
  expect(statuses(await write(database, surveyUpsert, zoes))).toEqual(["CREATED"]);
});

test("the same rows again change nothing", async () => {
  const again = [row("a", "NPS", 7), row("b", "CSAT", 3)];
  await write(database, surveyUpsert, ...again);
  expect(statuses(await write(database, surveyUpsert, ...again))).toEqual(["UNCHANGED", "UNCHANGED"]);
});

const ANSWER = `mutation ($input: SurveyAnswerInput!, $key: String!) {
  done: surveyAnswer(input: $input, idempotencyKey: $key) {
    survey { score kind customer { externalId } contact { fullName } } userErrors { code field message } } }`;
const given = async (more = {}) => ({
  ...{ customer: await nodeIdOf(database, "Customer", "customer", "alder") },
  contact: await nodeIdOf(database, "Contact", "contact", "zoe"),
  ...{ kind: "CSAT", score: 5, answeredOn: "2026-02-01" },
  ...more,
});

test("an administrator records an answer; a score off its scale is the caller's to fix", async () => {
  const admin = { role: "ADMIN" } as const;
  const answered = await graph.ask(admin, ANSWER, { input: await given(), key: "s1" });
  expect(answered.data).toEqual({
    done: {
      survey: { score: 5, kind: "CSAT", customer: { externalId: "alder" }, contact: { fullName: "Zoe" } },
      userErrors: [],
    },
  });
  const wrong = await graph.ask(admin, ANSWER, { input: await given({ score: 6 }), key: "s2" });
  const userErrors = [
    { code: "CONFLICT", field: ["input", "score"], message: "score must be 0 to 10 for NPS, 1 to 5 for CSAT." },
  ];
  expect(wrong).toEqual({ data: { done: { survey: null, userErrors } }, errors: [] });
});

test("nobody collects the answers about its own work", async () => {
  const { errors } = await graph.ask({ role: "LEADER", repId: "1" }, ANSWER, { input: await given(), key: "s3" });
  expect(errors).toEqual([expect.objectContaining({ code: "FORBIDDEN", path: "done" })]);
});

test("a list is narrowed by question, day and score", async () => {
  const source = `{ customer(externalId: "alder") {
    surveys(filter: { kind: NPS, scoreAtMost: 6, from: "2026-01-01", before: "2026-02-01" }) { edges { node { externalId score } } } } }`;
  const { data } = await graph.ask({ role: "ANALYST" }, source);
  expect(data).toEqual({ customer: { surveys: { edges: [{ node: { externalId: "NPS 0", score: 0 } }] } } });
});

import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import type { InteractionInput } from "../../../src/records/interactions/interaction.inputs";
import { interactionUpsert } from "../../../src/records/interactions/interaction.upsert";
import { purchaseUpsert } from "../../../src/records/purchases/purchase.upsert";
import { referralUpsert } from "../../../src/records/referrals/referral.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { surveyUpsert } from "../../../src/records/surveys/survey.upsert";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { write } from "../../support/writes";
import { fact } from "../../value/told-by-name";

/*
 * On the day before the quarter bob serves apple and fern, cem clove, and both birch by halves; nobody serves dill. Elder
 * is a lead of bob's. Clove and fern had a contract until October, and dill bought two years ago.
 */
let database: TestDatabase;
let graph: Graph;

const bob = aRep({ externalId: "bob" });
const cem = aRep({ externalId: "cem", managedBy: bob });
const [apple, birch, dill] = ["apple", "birch", "dill"].map((externalId) =>
  aCustomer({ externalId, name: externalId }),
);
const [clove, fern] = ["clove", "fern"].map((externalId) => aCustomer({ externalId, relationship: "CONTRACT" }));
const elder = aCustomer({ externalId: "elder", acquiredOn: null });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[bob, cem, apple!, birch!, clove!, dill!, elder, fern!],
    ...[apple!, fern!, elder].map((customer) => anAssignment({ rep: bob, customer })),
    ...[bob, cem].map((rep) => anAssignment({ rep, customer: birch!, share: 5_000 })),
    anAssignment({ rep: cem, customer: clove! }),
  ]);
  await Promise.all([theyTalk(), theyRenew(), theyAnswer(), theyBuy()]);
});
afterAll(() => database.close());

async function theyTalk(): Promise<void> {
  const talk = (customer: string, occurredAt: string, said: Partial<InteractionInput>) =>
    fact({ customer, kind: "CALL" as const, occurredAt, ...said });
  const answer = (customer: string, askedAt: string, answeredAt: string | null, said: Partial<InteractionInput> = {}) =>
    talk(customer, answeredAt ?? askedAt, { askedAt, answeredAt, direction: "INBOUND", ...said });
  const both = { direction: "TWO_WAY" } as const;
  const thanks = { point: "THANKS" } as const;
  await write(
    database,
    interactionUpsert,
    answer("apple", "2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z", both),
    answer("birch", "2026-03-02T00:00:00Z", "2026-03-02T05:00:00Z"),
    answer("clove", "2026-03-30T00:00:00Z", null),
    answer("dill", "2026-02-01T06:00:00Z", "2026-02-01T09:00:00Z", both),
    answer("elder", "2026-02-01T06:00:00Z", "2026-02-09T06:00:00Z", both),
    talk("clove", "2025-12-01T09:00:00Z", both),
    talk("apple", "2026-01-10T09:00:00Z", { expectation: "MET" }),
    talk("apple", "2026-02-10T09:00:00Z", { expectation: "EXCEEDED" }),
    talk("birch", "2025-12-01T09:00:00Z", { expectation: "MET" }),
    talk("birch", "2026-01-05T09:00:00Z", { expectation: "MISSED" }),
    talk("apple", "2026-01-20T09:00:00Z", thanks),
    talk("birch", "2026-04-10T09:00:00Z", thanks),
  );
}

async function theyRenew(): Promise<void> {
  const value = { valueDue: "10", currency: "EUR" };
  const renewed = (customer: string, closedOn: string) =>
    fact({ ...value, customer, dueOn: closedOn, status: "RENEWED" as const, closedOn, valueRenewed: "10" });
  const term = (customer: string, startsOn: string, endsOn: string) =>
    fact({ customer, startsOn, endsOn, annualValue: "10", currency: "EUR" });
  const ended = [term("clove", "2024-10-01", "2025-10-01"), term("fern", "2024-10-01", "2025-10-01")];
  await write(database, contractUpsert, ...ended, term("clove", "2026-02-01", "2027-02-01"));
  await write(
    database,
    renewalUpsert,
    ...[renewed("apple", "2026-01-10"), renewed("apple", "2026-02-20"), renewed("birch", "2026-03-31")],
  );
}

async function theyAnswer(): Promise<void> {
  const answer = (customer: string, kind: "NPS" | "CSAT", score: number) =>
    fact({ customer, kind, score, answeredOn: "2026-02-15" });
  await write(
    database,
    surveyUpsert,
    ...[answer("apple", "NPS", 10), answer("apple", "NPS", 9), answer("birch", "NPS", 3), answer("clove", "NPS", 8)],
    ...[answer("dill", "NPS", 0), answer("apple", "CSAT", 5), answer("birch", "CSAT", 2)],
  );
  await write(database, referralUpsert, fact({ customer: "apple", lead: "elder", receivedOn: "2026-02-02" }));
}

async function theyBuy(): Promise<void> {
  const order = (customer: string, purchasedOn: string) =>
    fact({ customer, purchasedOn, amount: "10", currency: "EUR" });
  await write(
    database,
    purchaseUpsert,
    ...[order("apple", "2025-06-01"), order("apple", "2026-02-01"), order("birch", "2026-03-01")],
    ...[order("dill", "2024-01-01"), order("dill", "2026-01-15")],
  );
}

const CODES =
  "REPEAT_PURCHASE_RATE, WIN_BACK_RATE, REFERRAL_RATE, TOUCH_COVERAGE, FIRST_RESPONSE, THANKED_RATE, EXPERIENCE_TREND, NPS, CSAT";
const SCORECARD = `(period: { start: "2026-01-01", end: "2026-04-01" }, asOf: "2026-04-30") {
  measures(codes: [${CODES}]) { code value numerator denominator sampleSize } }`;

interface Measured {
  readonly code: string;
  readonly value: number | null;
  readonly numerator: string | null;
  readonly denominator: string;
  readonly sampleSize: number;
}
interface Card {
  readonly measures: readonly Measured[];
}

interface Entry {
  readonly customer: { readonly name: string };
  readonly numerator: string | null;
  readonly denominator: string | null;
}

const told = ({ measures }: Card): string[] =>
  measures.map(({ code, value, numerator, denominator, sampleSize }) => {
    const rounded = value === null ? "nothing" : String(Math.round(value * 10_000) / 10_000);
    return `${code} ${rounded} = ${numerator ?? "median"}/${denominator} of ${sampleSize}`;
  });

test("every measure of what customers hear, say and do, recomputed by hand", async () => {
  const { data, errors } = await graph.ask<{
    bob: { own: Card; all: Card };
    cem: { own: Card };
    company: { all: Card; house: Card };
  }>(
    { role: "ANALYST" },
    `{ bob: rep(externalId: "bob") { own: scorecard${SCORECARD} }
       cem: rep(externalId: "cem") { own: scorecard${SCORECARD} }
       company { all: scorecard${SCORECARD} house${SCORECARD} } }`,
  );
  expect(errors).toEqual([]);
  expect(told(data.bob.own)).toEqual([
    "REPEAT_PURCHASE_RATE 0.6667 = 1/1.5 of 2",
    "WIN_BACK_RATE 0 = 0/1 of 1",
    "REFERRAL_RATE 0.4 = 1/2.5 of 3",
    "TOUCH_COVERAGE 0.4 = 1/2.5 of 3",
    "FIRST_RESPONSE 1 = median/1.5 of 2",
    "THANKED_RATE 0.6 = 1.5/2.5 of 2",
    "EXPERIENCE_TREND 0.6667 = 1/1.5 of 2",
    "NPS 60 = 1.5/2.5 of 2",
    "CSAT 4 = 6/1.5 of 2",
  ]);
  expect(told(data.cem.own)).toEqual([
    "REPEAT_PURCHASE_RATE 0 = 0/0.5 of 1",
    "WIN_BACK_RATE 1 = 1/1 of 1",
    "REFERRAL_RATE 0 = 0/1.5 of 2",
    "TOUCH_COVERAGE 0 = 0/1.5 of 2",
    "FIRST_RESPONSE 768 = median/1.5 of 2",
    "THANKED_RATE 1 = 0.5/0.5 of 1",
    "EXPERIENCE_TREND 0 = 0/0.5 of 1",
    "NPS -33.3333 = -0.5/1.5 of 2",
    "CSAT 2 = 1/0.5 of 1",
  ]);
  expect(told(data.company.house)).toEqual([
    "REPEAT_PURCHASE_RATE 1 = 1/1 of 1",
    "WIN_BACK_RATE 1 = 1/1 of 1",
    "REFERRAL_RATE 0 = 0/1 of 1",
    "TOUCH_COVERAGE 1 = 1/1 of 1",
    "FIRST_RESPONSE 3 = median/1 of 1",
    "THANKED_RATE nothing = 0/0 of 0",
    "EXPERIENCE_TREND nothing = 0/0 of 0",
    "NPS -100 = -1/1 of 1",
    "CSAT nothing = 0/0 of 0",
  ]);
  expect(told(data.company.all)).toEqual([
    "REPEAT_PURCHASE_RATE 0.6667 = 2/3 of 3",
    "WIN_BACK_RATE 0.6667 = 2/3 of 3",
    "REFERRAL_RATE 0.2 = 1/5 of 5",
    "TOUCH_COVERAGE 0.4 = 2/5 of 5",
    "FIRST_RESPONSE 4 = median/4 of 4",
    "THANKED_RATE 0.6667 = 2/3 of 2",
    "EXPERIENCE_TREND 0.5 = 1/2 of 2",
    "NPS 0 = 0/5 of 4",
    "CSAT 3.5 = 7/2 of 2",
  ]);
});

test("in the middle of the quarter, only what has happened counts", async () => {
  const { data, errors } = await graph.ask<{ company: { card: Card } }>(
    { role: "ANALYST" },
    `{ company { card: scorecard${SCORECARD.replace("2026-04-30", "2026-02-14")} } }`,
  );
  expect(errors).toEqual([]);
  expect(told(data.company.card)).toEqual([
    "REPEAT_PURCHASE_RATE 1 = 2/2 of 2",
    "WIN_BACK_RATE 0.6667 = 2/3 of 3",
    "REFERRAL_RATE 0.2 = 1/5 of 5",
    "TOUCH_COVERAGE 0.4 = 2/5 of 5",
    "FIRST_RESPONSE 3 = median/1 of 1",
    "THANKED_RATE 1 = 1/1 of 1",
    "EXPERIENCE_TREND 0.5 = 1/2 of 2",
    "NPS nothing = 0/0 of 0",
    "CSAT nothing = 0/0 of 0",
  ]);
});

test("says in which unit, and whether less is better", async () => {
  const { data } = await graph.ask<{ company: { scorecard: { measures: object[] } } }>(
    { role: "ANALYST" },
    `{ company { scorecard(period: { start: "2026-01-01", end: "2026-04-01" }) {
      measures(codes: [FIRST_RESPONSE, NPS, CSAT, TOUCH_COVERAGE]) { unit higherIsBetter amount { amount } } } } }`,
  );
  expect(data.company.scorecard.measures).toEqual([
    { unit: "HOURS", higherIsBetter: false, amount: null },
    { unit: "POINTS", higherIsBetter: true, amount: null },
    { unit: "SCORE", higherIsBetter: true, amount: null },
    { unit: "RATIO", higherIsBetter: true, amount: null },
  ]);
});

test.each([
  ["FIRST_RESPONSE", "DENOMINATOR", ["apple null/1", "birch null/0.5"]],
  ["FIRST_RESPONSE", "MISSED", "side: FIRST_RESPONSE is a median and has no numerator; ask for its DENOMINATOR."],
  ["NPS", "NUMERATOR", ["apple 2/2", "birch -0.5/0.5"]],
])("who is behind %s, %s", async (code, side, expected) => {
  const { data, errors } = await graph.ask<{ rep: { scorecard: { customers: { edges: { node: Entry }[] } | null } } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "bob") { scorecard(period: { start: "2026-01-01", end: "2026-04-01" }) {
      customers(measure: ${code}, side: ${side}, first: 10) { edges { node { customer { name } numerator denominator } } } } } }`,
  );
  if (errors.length > 0) return expect(errors.map(({ message }) => message)).toEqual([expected]);
  const told = data.rep.scorecard.customers!.edges.map(({ node }) => node);
  expect(told.map((one) => `${one.customer.name} ${one.numerator}/${one.denominator}`).sort()).toEqual(expected);
});

const statements = countsStatements() ? test : test.skip;
statements("a kind of facts is one statement, for all reps as for one", async () => {
  const asked = (list: string, codes: string) =>
    statementsOf(database, () =>
      graph.ask(
        { role: "ANALYST" },
        `{ ${list} { edges { node { scorecard(period: { start: "2026-01-01", end: "2026-04-01" }) {
          measures(codes: [${codes}]) { value } } } } } }`,
      ),
    );
  const [nothing, one, all] = [
    await asked("reps", ""),
    await asked("reps(first: 1)", CODES),
    await asked("reps", CODES),
  ];
  expect([nothing, one, all].flatMap(({ result }) => result.errors)).toEqual([]);
  expect(one.count).toBe(all.count);
  // Eight kinds, and who holds whom.
  expect(all.count - nothing.count).toBe(9);
});

import type { Day } from "../../src/kernel/calendar";
import type { UpsertSpec } from "../../src/platform/upsert/spec";
import { contactUpsert } from "../../src/records/contacts/contact.upsert";
import { contractUpsert } from "../../src/records/contracts/contract.upsert";
import { issueUpsert } from "../../src/records/issues/issue.upsert";
import { renewalUpsert } from "../../src/records/renewals/renewal.upsert";
import { surveyUpsert } from "../../src/records/surveys/survey.upsert";
import { referralUpsert } from "../../src/records/referrals/referral.upsert";
import { agreedActionUpsert } from "../../src/records/agreed-actions/agreed-action.upsert";
import { quotaUpsert } from "../../src/records/quotas/quota.upsert";
import { fxRateUpsert } from "../../src/records/currency-rates/fx-rate.upsert";
import { completionUpsert, courseUpsert } from "../../src/records/skills/skill.upsert";
import { leaveUpsert } from "../../src/records/leaves/leave.upsert";
import { enrolmentUpsert } from "../../src/compensation/enrolments/enrolment.upsert";
import { assess } from "../../src/risk/assessments/assess.service";
import type { TestDatabase } from "../support/database";
import { type GivenPeriod, storePeriod } from "../compensation/hr/given";
import { contextOf } from "../support/graph";
import type { Ask } from "../support/server";
import { idOf, write } from "../support/writes";
import { RELATIONS, type Relation } from "./roles.fields";

interface Fact {
  readonly type: string;
  readonly spec: UpsertSpec;
  /** what the row points to */
  readonly first?: (of: { readonly customer: string }) => { readonly externalId: string };
  /** every field has a value: whatever is shown must differ from what is hidden */
  readonly row: (of: { readonly customer: string; readonly rep: string }) => object;
}

const term = { startsOn: "2026-01-01", endsOn: "2027-01-01", annualValue: "1", currency: "EUR" };

/** What happened to each customer and to each rep of the role test. */
const FACTS: readonly Fact[] = [
  {
    type: "Contract",
    spec: contractUpsert,
    first: ({ customer }) => ({ ...term, customer, externalId: `first of ${customer}` }),
    row: ({ customer }) => ({
      ...{ ...term, customer, replaces: `first of ${customer}`, endedOn: "2026-02-01" },
      ...{ lossReason: "COMPETITOR", competitor: "Birch" },
    }),
  },
  {
    type: "Renewal",
    spec: renewalUpsert,
    row: ({ customer }) => ({
      ...{ customer, contract: `contract of ${customer}`, dueOn: "2027-01-01", valueDue: "1", currency: "EUR" },
      ...{ status: "RENEWED", closedOn: "2026-12-01", valueRenewed: "2", renewedBy: `first of ${customer}` },
      ...{ competitor: "Birch", note: "Birch was cheaper." },
    }),
  },
  {
    type: "Contact",
    spec: contactUpsert,
    row: ({ customer }) => ({
      ...{ customer, fullName: "Zoe", email: "zoe@example.com", influence: "CHAMPION", leftOn: "2026-01-05" },
    }),
  },
  {
    type: "ServiceIssue",
    spec: issueUpsert,
    row: ({ customer }) => ({
      ...{ customer, kind: "COMPLAINT", severity: "LOW", summary: "Late" },
      ...{ openedAt: "2026-01-05T08:00:00Z", resolvedAt: "2026-01-06T08:00:00Z" },
    }),
  },
  {
    type: "SurveyAnswer",
    spec: surveyUpsert,
    row: ({ customer }) => ({
      ...{ customer, contact: `contact of ${customer}`, kind: "CSAT" },
      ...{ score: 4, answeredOn: "2026-01-07", comment: "Fine" },
    }),
  },
  {
    type: "Referral",
    spec: referralUpsert,
    row: ({ customer }) => ({
      ...{ customer, lead: "group", receivedOn: "2026-01-01" },
      ...{ firstFollowedUpOn: "2026-01-02", convertedOn: "2026-02-01" },
    }),
  },
  {
    type: "Quota",
    spec: quotaUpsert,
    row: ({ rep }) => ({
      ...{ rep, measure: "EXPANSION", goal: "50000", currency: "EUR" },
      ...{ startsOn: "2026-01-01", endsOn: "2026-04-01" },
    }),
  },
  {
    type: "AgreedAction",
    spec: agreedActionUpsert,
    row: ({ rep }) => ({
      ...{ owner: rep, team: "south", what: "Call before the term ends.", agreedOn: "2026-01-10" },
      ...{ startsOn: "2025-10-01", endsOn: "2026-01-01", dueOn: "2026-02-01", doneOn: "2026-01-20" },
    }),
  },
  {
    type: "FxRate",
    spec: fxRateUpsert,
    row: ({ customer }) => ({
      ...{ base: "EUR", quote: "USD", rate: "1.09" },
      day: { own: "2026-01-01", subtree: "2026-01-02", other: "2026-01-03" }[customer],
    }),
  },
  {
    type: "Course",
    spec: courseUpsert,
    row: ({ customer }) => ({ name: `Talks ${customer}`, trains: "RENEWAL_RATE" }),
  },
  {
    type: "Completion",
    spec: completionUpsert,
    row: ({ customer, rep }) => ({
      ...{ rep, course: `course of ${customer}` },
      ...{ completedOn: "2026-01-01", expiresOn: "2028-01-01" },
    }),
  },
  {
    type: "LeaveOfAbsence",
    spec: leaveUpsert,
    row: ({ rep }) => ({ rep, kind: "PARENTAL", startsOn: "2026-01-01", endsOn: "2026-03-01" }),
  },
  {
    type: "Enrolment",
    spec: enrolmentUpsert,
    row: ({ customer, rep }) => ({
      ...{ rep, plan: customer.toUpperCase(), role: "ACCOUNT_MANAGER", target: "20000", currency: "EUR" },
      ...{ startsOn: "2026-01-01", endsOn: "2027-01-01", acceptedOn: "2026-01-02" },
    }),
  },
];

/** Of each relation a plan that nobody else is enrolled in, with every field given. */
const planOf = (relation: string): object => ({
  ...{ code: relation.toUpperCase(), name: `Plan of ${relation}`, currency: "EUR" },
  components: [
    { kind: "EVENT_BONUS", code: "SAVES", name: "Saves", earningCode: "SAV", events: ["SAVE"], amount: "300" },
  ],
  draw: { amount: "1000", recoverable: true, earningCode: "DRW" },
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
});

export async function publishPlans(ask: Ask): Promise<Ids> {
  const of = { own: "", subtree: "", other: "" };
  for (const relation of RELATIONS) {
    const { data, errors } = await ask(
      `mutation ($document: JSONObject!, $key: String!) { compensationPlanPublish(input: {
        version: 0, effectiveFrom: "2026-01-01", reason: "a test", document: $document }, idempotencyKey: $key) { plan { id } } }`,
      { document: planOf(relation), key: relation },
    );
    expect(errors).toEqual([]);
    of[relation] = (data as { compensationPlanPublish: { plan: { id: string } } }).compensationPlanPublish.plan.id;
  }
  return { CompensationPlan: of };
}

type Ids = Readonly<Record<string, Readonly<Record<Relation, string>>>>;

/** What the company defines is of nobody: one version with every field given stands for all. */
const VERSIONS: Readonly<Record<string, string>> = {
  RetentionDefinition: `retentionDefinitionPublish(input: { version: 1, effectiveFrom: "2026-01-01", reason: "a test",
    currency: "EUR", touchCadenceBySegment: [{ segment: "A", days: 30 }] }, idempotencyKey: "v") { it: definition { id } }`,
  AttributionPolicy: `attributionPolicyPublish(input: { version: 1, effectiveFrom: "2026-01-01", reason: "a test",
    excusedReasons: [BUSINESS_CHANGE] }, idempotencyKey: "v") { it: policy { id } }`,
  RiskModel: `riskModelPublish(input: { version: 1, effectiveFrom: "2026-03-01", reason: "a test",
    bySegment: [{ segment: "A", weights: [{ signal: NPS, weight: 0.5 }], cadenceDays: 30 }] }, idempotencyKey: "v") { it: model { id } }`,
  DiagnosisTemplate: `diagnosisTemplatePublish(input: { version: 1, effectiveFrom: "2026-03-01", reason: "a test",
    bySegment: [{ segment: "A", without: ["SURPRISE"] }] }, idempotencyKey: "v") { it: template { id } }`,
  ClosedPeriod: `retentionPeriodClose(input: { period: { start: "2026-01-01", end: "2026-02-01" }, reason: "a test" },
    idempotencyKey: "v") { it: closedPeriod { id } }`,
};

export async function publishVersions(ask: Ask): Promise<Ids> {
  const { data, errors } = await ask(`mutation { ${Object.values(VERSIONS).join(" ")} }`);
  expect(errors).toEqual([]);
  const published = Object.values(data as Record<string, { it: { id: string } }>);
  return Object.fromEntries(
    Object.keys(VERSIONS).map((type, n) => {
      const { id } = published[n]!.it;
      return [type, { own: id, subtree: id, other: id }];
    }),
  );
}

/** Stores one of each for every relation, and answers their ids in the graph. */
export async function storeFacts(database: TestDatabase, repOf: (relation: Relation) => string): Promise<Ids> {
  const ids: Record<string, Record<Relation, string>> = {};
  for (const { type, spec, first, row } of FACTS) {
    const of = { own: "", subtree: "", other: "" };
    for (const relation of RELATIONS) {
      const externalId = `${spec.record} of ${relation}`;
      if (first) await write(database, spec, first({ customer: relation }));
      const { userErrors } = await write(database, spec, {
        externalId,
        ...row({ customer: relation, rep: repOf(relation) }),
      });
      expect(userErrors).toEqual([]);
      of[relation] = Buffer.from(`${type}:${await idOf(database, spec.table, externalId)}`).toString("base64url");
    }
    ids[type] = of;
  }
  return ids;
}

/** One assessment of each, of a day on which none was merged yet. */
export async function assessEach(database: TestDatabase): Promise<void> {
  await assess(contextOf(database), "2026-02-15" as Day, "ALL");
}

/** A line that corrects another, sent back by HR twice: the second one of the three, in its batch. */
export async function sendToHr(database: TestDatabase, ask: Ask, rep: string): Promise<Ids> {
  let keys = 0;
  const send = async (mutation: string, input: string): Promise<string> => {
    const { data, errors } = await ask(
      `mutation { it: ${mutation}(input: { ${input} }, idempotencyKey: "hr ${++keys}") { batch { id } userErrors { message } } }`,
    );
    const { it } = data as { it: { batch: { id: string }; userErrors: unknown[] } };
    expect([errors, it.userErrors]).toEqual([[], []]);
    return it.batch.id;
  };
  const sendPeriod = async (period: GivenPeriod): Promise<string> =>
    send("compensationBatchCreate", `payPeriod: "${await storePeriod(database, period)}", payGroup: "grade ${rep}"`);
  const reissue = async (batch: string, line: string): Promise<string> => {
    const answer = `{ line: "${line}", status: REJECTED, reason: "unknown" }`;
    await send("compensationLinesAcknowledge", `batch: "${batch}", lines: [${answer}]`);
    return send("compensationLinesReissue", `batch: "${batch}"`);
  };
  await sendPeriod({ name: "hr1", lines: [{ rep, amount: 5 }] });
  const corrects = { rep, amount: 1, corrects: "hr1-1" };
  const first = await sendPeriod({ name: "hr2", startsOn: "2026-04-01", endsOn: "2026-07-01", lines: [corrects] });
  const second = await reissue(first, "hr2-1");
  await reissue(second, "hr2-1~2");
  const { data } = await ask(`{ compensationBatch(id: "${second}") { lines { edges { node { id } } } } }`);
  const line = (data as { compensationBatch: { lines: { edges: { node: { id: string } }[] } } }).compensationBatch;
  const everywhere = (id: string): Record<Relation, string> => ({ own: id, subtree: id, other: id });
  return { CompensationBatch: everywhere(second), CompensationLine: everywhere(line.lines.edges[0]!.node.id) };
}

/** A review of each customer, by who serves it. */
export async function reviewEach(database: TestDatabase): Promise<Ids> {
  const { rows } = await database.owner.query<{ relation: Relation; id: string }>(`
    insert into diagnosis (external_id, customer_id, reviewer_id, template_id, reviewed_on, score, worst_dimension, worst_score,
      dimensions, answers, note)
    select c.external_id, c.id, a.rep_id, 1, '2026-02-20', 75, 'SERVICE', 75,
      '[{"dimension": "SERVICE", "score": 75, "answered": 1, "asked": 1}]',
      '[{"code": "PROMISES_BROKEN", "dimension": "SERVICE", "text": "How often?", "weight": 1, "answer": 3}]', 'Twice in May.'
    from customer c join assignment a on a.customer_id = c.id and a.ends_on > '2026-02-20'
    where c.external_id in ('own', 'subtree', 'other')
    returning external_id as relation, id::text`);
  return idsOf("Diagnosis", rows);
}

/** What somebody said of each customer's risk. */
export async function overrideEach(database: TestDatabase): Promise<Ids> {
  const { rows } = await database.owner.query<{ relation: Relation; id: string }>(`
    insert into risk_override (external_id, customer_id, band, reason, starts_on, ends_on, rep_id, decided_by)
    select c.external_id, c.id, 'AT_RISK', 'it said so', '2026-02-20', '2026-06-01', a.rep_id, 'chief'
    from customer c join assignment a on a.customer_id = c.id and a.ends_on > '2026-02-20'
    where c.external_id in ('own', 'subtree', 'other')
    returning external_id as relation, id::text`);
  return idsOf("RiskOverride", rows);
}

function idsOf(type: string, rows: readonly { readonly relation: Relation; readonly id: string }[]): Ids {
  const node = (id: string): string => Buffer.from(`${type}:${id}`).toString("base64url");
  return { [type]: Object.fromEntries(rows.map(({ relation, id }) => [relation, node(id)])) as Ids[string] };
}

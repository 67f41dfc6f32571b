import { buildSchema, isObjectType } from "graphql";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  aCustomer,
  anAssignment,
  anInteraction,
  aRep,
  aTeam,
  REFERENCE_DATE,
  store,
  type Customer,
  type Rep,
} from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { serve, type Ask, type ServedGraph } from "../support/server";
import {
  assessEach,
  overrideEach,
  publishPlans,
  publishVersions,
  reviewEach,
  sendToHr,
  storeFacts,
} from "./roles.facts";
import { payEach } from "./roles.pay";
import { DENIED, PARTS, RECORDS, RELATIONS, ROLES, SEES, type Class, type Relation, type Role } from "./roles.fields";

let database: TestDatabase;
let server: ServedGraph;
let ids: Readonly<Record<string, Readonly<Record<Relation, string>>>>;

const north = aTeam({ externalId: "north" });
/** Nobody is in it: what it agreed on is seen by who sees to it. */
const south = aTeam({ externalId: "south" });
const employed = { team: north, leftOn: "2030-01-01" };
const chief = aRep({ externalId: "chief", ...employed });
const self = aRep({ externalId: "self", managedBy: chief, ...employed });
const below = aRep({ externalId: "below", managedBy: self, ...employed });
const stranger = aRep({ externalId: "stranger", managedBy: chief, ...employed });
const subordinates = [below, stranger].map((rep) => aRep({ managedBy: rep, ...employed }));
const people: Readonly<Record<Relation, Rep>> = { own: self, subtree: below, other: stranger };

const group = aCustomer({ externalId: "group" });
const accountOf = (relation: Relation): Customer =>
  aCustomer({
    externalId: relation,
    name: `account-${relation}`,
    parent: group,
    referredBy: group,
    ownedBy: people[relation],
  });
const accounts: Readonly<Record<Relation, Customer>> = {
  own: accountOf("own"),
  subtree: accountOf("subtree"),
  other: accountOf("other"),
};
/** The viewer sees each door, and behind it stands a record as a reference shows it. */
const doors = RELATIONS.map((relation) =>
  aCustomer({ externalId: `door-${relation}`, parent: accounts[relation], ownedBy: self }),
);

beforeAll(async () => {
  database = await testDatabase();
  const met = RELATIONS.flatMap((relation) =>
    ["2026-01-01", "2026-01-02", "2026-02-01"].map((day) =>
      anInteraction({
        with: accounts[relation],
        occurredAt: `${day}T10:00:00Z`,
        direction: "TWO_WAY",
        costMinor: "5",
        currency: "EUR",
        point: "SALE",
        sentiment: 1,
      }),
    ),
  );
  const references = RELATIONS.map((relation, n) =>
    anAssignment({ customer: doors[n]!, rep: people[relation], role: "SUPPORT" }),
  );
  const earlier = Object.values(accounts).map((customer) =>
    anAssignment({ customer, rep: chief, startsOn: "2023-01-01", endsOn: "2024-06-01" }),
  );
  await store(database.owner, [
    ...[north, south],
    chief,
    ...Object.values(people),
    ...subordinates,
    group,
    ...Object.values(accounts),
    ...doors,
    ...references,
    ...earlier,
    ...met,
  ]);
  // Whatever is shown must differ from what is hidden: no field may happen to be null.
  await database.owner.query(`update rep_position set ends_on = '2029-01-01'`);
  await database.owner.query(`update assignment set ends_on = '2029-01-01' where ends_on is null`);
  await database.owner.query(
    `update interaction set channel = 'PHONE', expectation = 'MET', competitor = 'Birch', asked_at = occurred_at, answered_at = occurred_at`,
  );
  await database.owner.query(
    `update customer set segment = 'A', industry = 'B', region = 'C', source = 'D', website = 'example.com', first_contact_on = '2020-01-01',
       merged_on = case when parent_id is not null then date '2026-03-01' end, merged_into_id = parent_id`,
  );
  await sellToEach();
  await playForEach();
  await assessEach(database);
  server = await serve({ database, clock: () => new Date(`${REFERENCE_DATE}T12:00:00Z`) });
  const plans = await publishPlans(await server.as("ADMIN"));
  const facts = await storeFacts(database, (relation) => people[relation].externalId);
  ids = {
    ...facts,
    ...plans,
    ...(await publishVersions(await server.as("ADMIN"))),
    ...(await fitModels()),
    ...(await payEach(database, (relation) => people[relation].externalId)),
    ...(await letMachineIn()),
    ...(await sendToHr(database, await server.as("HR"), self.externalId)),
    ...(await reviewEach(database)),
    ...(await overrideEach(database)),
    ...(await readIds(await server.as("AUDITOR"))),
  };
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** To each account a sale, and a refund of a part of it, by the rep that serves it; and its rescue. */
async function sellToEach(): Promise<void> {
  await database.owner.query(`
    insert into product (external_id, name, series, step, category) values ('press', 'Press', 'Presses', 1, 'Machines')`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, rep_id, purchased_on, paid_on, amount_minor, cost_minor, currency)
    select 'sale-' || c.external_id, c.id, a.rep_id, '2026-02-01', '2026-02-02', 500, 1, 'EUR'
    from customer c join assignment a on a.customer_id = c.id and a.ends_on > '2026-02-01'
    where c.external_id in ('own', 'subtree', 'other')`);
  await database.owner.query(`
    insert into purchase
      (external_id, customer_id, rep_id, purchased_on, paid_on, amount_minor, cost_minor, currency, refund_of_id)
    select replace(external_id, 'sale-', ''), customer_id, rep_id, '2026-02-03', '2026-02-04', -100, 1, 'EUR', id
    from purchase`);
  await database.owner.query(`
    insert into purchase_line
      (external_id, purchase_id, product_id, quantity, unit_price, discount, amount_minor, cost_minor, currency)
    select p.external_id, p.id, product.id, 1, 5, 0.5, p.amount_minor, 1, 'EUR' from purchase p cross join product`);
  await database.owner.query(`
    insert into book_approval (external_id, customer_id, rep_id, role, kind, on_day, reason, approved_by)
    select c.external_id, c.id, a.rep_id, a.role, 'RESCUE', '2026-02-01', 'in trouble', 'chief'
    from customer c join assignment a on a.customer_id = c.id and a.ends_on > '2026-02-01'
    where c.external_id in ('own', 'subtree', 'other')`);
}

/** A play that was put off, given to the rep that serves the customer, and closed; with a step that was done. */
async function playForEach(): Promise<void> {
  await database.owner.query(`
    insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, signal, severity,
      band, rep_id, snoozed_until, snooze_reason, closed_on, outcome, note, rests_on_reviewer_id)
    select c.external_id, c.id, b.id, b.code, a.role, '2026-02-01', '2026-02-08', '52 days', 'PURCHASE_RHYTHM', 0.5, 'WATCH',
      a.rep_id, '2026-02-03', 'on holiday', '2026-02-04', 'RETAINED', 'orders again', a.rep_id
    from customer c join assignment a on a.customer_id = c.id and a.ends_on > '2026-02-01'
    join playbook b on b.code = 'PURCHASE_RHYTHM_BROKEN'
    where c.external_id in ('own', 'subtree', 'other')`);
  await database.owner.query(`
    insert into play_step (external_id, play_id, position, what, done_on, done_by)
    select external_id, id, 1, 'Call.', '2026-02-04', 'self' from play`);
}

/** A model of what customers of a segment buy, one of what they spend, and one of who is lost, with every field given. */
async function fitModels(): Promise<typeof ids> {
  const { rows } = await database.owner.query<{ id: string }>(`
    insert into customer_model (kind, segment, as_of, status, parameters, log_likelihood, customers, currency, assumed, holdout, definition_version)
    select kind, 'A', '2026-01-31', 'FITTED', parameters::jsonb, -9.5, 50, currency, '["Customers differ."]', '{"auc": 0.75}', 1
    from (values ('BG_NBD', null, '{"r": 0.2, "alpha": 4, "a": 0.8, "b": 2.4}'),
      ('GAMMA_GAMMA', 'EUR', '{"p": 6, "q": 4, "gamma": 15}')) given (kind, currency, parameters)
    returning id`);
  const fits = await database.owner.query<{ id: string }>(`
    insert into risk_fit (relationship, as_of, status, reason, horizon_days, customers, losses, model, validation, risk_model_version, definition_version)
    values ('CONTRACT', '2026-01-31', 'OFF', 'It beats nothing.', 90, 900, 60, '{"intercept": -3, "ridge": 10, "terms": [
      {"name": "DUE", "coefficient": 2, "mean": 0.2, "deviation": 0.4}]}', '{"auc": 0.75}', 1, 1)
    returning id`);
  const everywhere = (type: string, id: string): Record<Relation, string> => {
    const node = Buffer.from(`${type}:${id}`).toString("base64url");
    return { own: node, subtree: node, other: node };
  };
  return {
    CustomerModel: everywhere("CustomerModel", rows[1]!.id),
    RiskFit: everywhere("RiskFit", fits.rows[0]!.id),
  };
}

/** A token that was used, and withdrawn. */
async function letMachineIn(): Promise<typeof ids> {
  const { rows } = await database.owner.query<{ id: string }>(`
    insert into api_token (external_id, name, secret_hash, scopes, expires_at, revoked_at, last_used_at, created_by)
    values ('t', 'payroll', sha256('t'), '{COMPENSATION_READ}', '2027-01-01', '2026-02-01', '2026-01-31', 'chief') returning id`);
  const id = Buffer.from(`ApiToken:${rows[0]!.id}`).toString("base64url");
  return { ApiToken: { own: id, subtree: id, other: id } };
}

async function readIds(ask: Ask): Promise<typeof ids> {
  const found: Record<string, Record<Relation, string>> = {};
  for (const relation of RELATIONS) {
    const { data } = await ask(
      `query ($rep: String, $customer: String) {
        rep(externalId: $rep) { id positions { id } team { id } bookApprovals(first: 1) { edges { node { id } } } }
        product(externalId: "press") { id }
        playbooks(filter: { code: "PURCHASE_RHYTHM_BROKEN" }) { edges { node { id } } }
        purchase(externalId: $customer) { id lines { edges { node { id } } } }
        customer(externalId: $customer) {
          id team { id } interactions(first: 1) { edges { node { id } } } plays { edges { node { id steps { id } } } } } }`,
      { rep: people[relation].externalId, customer: relation },
    );
    const { rep, customer, product, purchase, playbooks } = data as unknown as {
      product: { id: string };
      playbooks: { edges: { node: { id: string } }[] };
      purchase: { id: string; lines: { edges: { node: { id: string } }[] } };
      rep: {
        id: string;
        positions: { id: string }[];
        team: { id: string };
        bookApprovals: { edges: { node: { id: string } }[] };
      };
      customer: {
        id: string;
        team: { id: string }[];
        interactions: { edges: { node: { id: string } }[] };
        plays: { edges: { node: { id: string; steps: { id: string }[] } }[] };
      };
    };
    const of = {
      Rep: rep.id,
      Position: rep.positions[0]!.id,
      Team: rep.team.id,
      BookApproval: rep.bookApprovals.edges[0]!.node.id,
      Customer: customer.id,
      Assignment: customer.team[0]!.id,
      Playbook: playbooks.edges[0]!.node.id,
      Play: customer.plays.edges[0]!.node.id,
      PlayStep: customer.plays.edges[0]!.node.steps[0]!.id,
      Interaction: customer.interactions.edges[0]!.node.id,
      Product: product.id,
      Purchase: purchase.id,
      PurchaseLine: purchase.lines.edges[0]!.node.id,
    };
    for (const [type, id] of Object.entries(of))
      found[type] = { ...found[type], [relation]: id } as Record<Relation, string>;
  }
  return found;
}

describe("the list", () => {
  const schema = buildSchema(readFileSync(path.join(__dirname, "..", "..", "schema", "schema.graphql"), "utf8"));
  const graph = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"));

  test("holds every field of the graph, and no other", () => {
    const listed = [
      ...Object.entries(RECORDS).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`)),
      ...Object.entries(PARTS).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`)),
    ];
    const there = graph.flatMap(({ name, getFields }) =>
      Object.keys(getFields.call(schema.getType(name))).map((field) => `${name}.${field}`),
    );
    expect(listed.sort()).toEqual(there.sort());
  });

  test("says of every record with an id what each role reads of it", () => {
    const nodes = graph.filter((type) => type.getInterfaces().length > 0).map(({ name }) => name);
    expect(Object.keys(RECORDS).sort()).toEqual(nodes.sort());
  });
});

/** Fields that are no leaf, and how they are asked. */
const BELOW: Readonly<Record<string, string>> = {
  acquisitionCost: "{ amount }",
  cost: "{ amount }",
  contactRhythm: "{ daysSinceContact }",
  "Rep.team": "{ id }",
  "Position.team": "{ id }",
  "Customer.team": "{ id }",
  parent: "{ id }",
  mergedInto: "{ id }",
  referredBy: "{ id }",
  manager: "{ id }",
  customer: "{ id }",
  rep: "{ id }",
  amount: "{ amount }",
  product: "{ id }",
  refundOf: "{ id }",
  lines: "(first: 1) { edges { node { id } } }",
  purchases: "(first: 1) { edges { node { id } } }",
  purchaseTotals: `(period: { start: "2026-01-01", end: "2027-01-01" }) { purchases }`,
  forecast: "{ currency }",
  turnover: `(period: { start: "2026-01-01", end: "2026-04-01" }) { whole { lost } }`,
  definition: "{ id }",
  policy: "{ id }",
  closedScorecard: `(period: { start: "2026-01-01", end: "2026-02-01" }) { role measures { value } }`,
  book: `(period: { start: "2026-01-01", end: "2026-02-01" }, policy: AT_CLOSING) { totalCount }`,
  credits: `(period: { start: "2026-01-01", end: "2026-02-01" }) { totalCount }`,
  scorecard: `(period: { start: "2026-01-01", end: "2026-02-01" }) { provisional measures { value } }`,
  positions: "{ id }",
  reports: "(first: 1) { edges { node { id } } }",
  subtree: "(first: 1) { edges { node { id } } }",
  productMatrix: "{ series }",
  value: "{ asOf }",
  handovers: `(asOf: "2030-01-01") { on }`,
  unassignedRoles: `(asOf: "2030-01-01")`,
  assignments: "(first: 1) { edges { node { id } } }",
  interactions: "(first: 1) { edges { node { id } } }",
  issues: "(first: 1) { edges { node { id } } }",
  contact: "{ id }",
  surveys: "(first: 1) { edges { node { id } } }",
  referrals: "(first: 1) { edges { node { id } } }",
  lead: "{ id }",
  quotas: "(first: 1) { edges { node { id } } }",
  "Quota.team": "{ id }",
  "AgreedAction.team": "{ id }",
  skills: "{ id }",
  completions: "(first: 1) { edges { node { id } } }",
  course: "{ id }",
  leaves: "{ id }",
  enrolments: "{ id }",
  disputes: "{ id }",
  line: "{ id }",
  target: "{ amount }",
  plan: "{ id }",
  acceptedPlan: "{ id }",
  components: "{ code }",
  draw: "{ amount }",
  onLeave: "{ holds }",
  bookApprovals: "(first: 1) { edges { node { id } } }",
  plays: "(first: 1) { edges { node { id } } }",
  playbook: "{ id }",
  owner: "{ id }",
  givenTo: "{ id }",
  reviewer: "{ id }",
  template: "{ id }",
  questions: "{ code }",
  "DiagnosisTemplate.course": "",
  "DiagnosisTemplate.bySegment": "{ segment }",
  dimensions: "{ score }",
  "Diagnosis.answers": "{ answer }",
  diagnosis: "{ id }",
  diagnoses: "(first: 1) { edges { node { id } } }",
  diagnosisQuestions: "{ code }",
  riskOverrides: "(first: 1) { edges { node { id } } }",
  "RiskOverride.by": "{ id }",
  restsOnReviewer: "{ id }",
  "Play.steps": "{ id }",
  subsidiaries: "(first: 1) { edges { node { id } } }",
  teamHistory: "(first: 1) { edges { node { id } } }",
  contacts: "(first: 1) { edges { node { id } } }",
  contracts: "(first: 1) { edges { node { id } } }",
  renewals: "(first: 1) { edges { node { id } } }",
  annualValue: "{ amount }",
  contract: "{ id }",
  valueDue: "{ amount }",
  valueRenewed: "{ amount }",
  renewedBy: "{ id }",
  replaces: "{ id }",
  touchCadenceBySegment: "{ days }",
  weights: "{ signal weight }",
  bySegment: "{ segment weights { signal } }",
  parameters: "{ value }",
  holdout: "{ auc }",
  terms: "{ name }",
  validation: "{ auc }",
  risk: `(asOf: "2026-02-15") { score }`,
  riskHistory: "{ edges { node { score } } }",
  riskFacts: `(asOf: "2026-02-15") { asOf }`,
  account: "{ asOf }",
  portfolio: `(asOf: "2026-02-15") { customers }`,
  atRisk: `(asOf: "2026-02-15", bands: [HEALTHY, WATCH, AT_RISK, CRITICAL]) { edges { cursor } }`,
  riskByRep: `(asOf: "2026-02-15") { playsWithoutOwner }`,
  projection: `(asOf: "2026-02-15") { expectedPurchases }`,
  totals: "{ amount }",
  reissueOf: "{ id }",
  batch: "{ id }",
  reverses: "{ id }",
  replacedBy: "{ id }",
  answers: "{ status }",
  "PayPeriod.steps": "{ id }",
  runs: "(first: 1) { edges { node { id } } }",
  statements: "(first: 1) { edges { node { id } } }",
  payPeriod: "{ id }",
  exceptions: "{ code forPeriod { start } }",
  statement: "{ id }",
  forPeriod: "{ id }",
  corrects: "{ id }",
  "StatementLine.credits": "(first: 1) { edges { node { id } } }",
  credited: "{ amount }",
};
const namesOf = (type: string): string[] => Object.keys(RECORDS[type]!);
const fieldsOf = (type: string, alias = "", names = namesOf(type)): string =>
  names
    .map((field) => `${alias && `${alias}${field}: `}${field} ${BELOW[`${type}.${field}`] ?? BELOW[field] ?? ""}`)
    .join(" ");

type Shown = Readonly<Record<string, unknown>> | null;
type Outcome = "value" | "hidden" | "FORBIDDEN";

/** A way to a record: what is asked, and where it stands in the answer. `asReference`: shown though it is not seen. */
interface Road {
  readonly name: string;
  readonly types: readonly string[];
  readonly asReference?: boolean;
  readonly alias?: string;
  /** all of the list when not given */
  readonly fields?: (type: string) => string[];
  readonly source: (type: string, relation: Relation) => string;
  readonly at: (data: Readonly<Record<string, Shown>>) => unknown;
}

const all = Object.keys(RECORDS);
const keyOf = (type: string, relation: Relation): string => (type === "Rep" ? people[relation].externalId : relation);
const root = (type: string, relation: Relation): string =>
  `${type.toLowerCase()}(externalId: "${keyOf(type, relation)}")`;
const firstOf = (list: unknown): unknown => (list as { edges: { node: unknown }[] }).edges[0]?.node ?? null;

/** Every second field: there are more than a document may rename. */
function aliases(name: string, half: number): Road {
  const alias = "constructor_";
  const fields = (type: string) => namesOf(type).filter((_, n) => n % 2 === half);
  return {
    ...{ name, types: ["Rep", "Customer"], alias, fields },
    source: (type, relation) => `{ it: ${root(type, relation)} { ${fieldsOf(type, alias, fields(type))} } }`,
    at: ({ it }) => it,
  };
}

const ROADS: readonly Road[] = [
  {
    name: "direct",
    types: ["Rep", "Customer"],
    source: (type, relation) => `{ it: ${root(type, relation)} { ${fieldsOf(type)} } }`,
    at: ({ it }) => it,
  },
  aliases("alias", 0),
  aliases("alias, the other fields", 1),
  {
    name: "fragment",
    types: ["Rep", "Customer"],
    source: (type, relation) =>
      `{ it: ${root(type, relation)} { ... on Node { ...Inner } } } fragment Inner on ${type} { ... on ${type} { ${fieldsOf(type)} } }`,
    at: ({ it }) => it,
  },
  {
    name: "node(id)",
    types: all,
    source: (type, relation) => `{ it: node(id: "${ids[type]![relation]}") { ... on ${type} { ${fieldsOf(type)} } } }`,
    at: ({ it }) => it,
  },
  {
    name: "connection of customers",
    types: ["Customer"],
    source: (type, relation) =>
      `{ it: customers(filter: { search: "account-${relation}" }) { edges { node { ${fieldsOf(type)} } } } }`,
    at: ({ it }) => firstOf(it),
  },
  {
    name: "connection of reps",
    types: ["Rep"],
    source: (type, relation) =>
      `{ it: reps(filter: { search: "Rep ${people[relation].externalId}" }) { edges { node { ${fieldsOf(type)} } } } }`,
    at: ({ it }) => firstOf(it),
  },
  {
    name: "list of what is served",
    types: ["Interaction"],
    source: (type, relation) =>
      `{ it: ${root("Customer", relation)} { interactions(first: 1) { edges { node { ${fieldsOf(type)} } } } } }`,
    at: ({ it }) => it && firstOf(it.interactions),
  },
  {
    name: "list of what somebody holds",
    types: ["Position"],
    source: (type, relation) => `{ it: ${root("Rep", relation)} { positions { ${fieldsOf(type)} } } }`,
    at: ({ it }) => it && (it.positions as unknown[])[0],
  },
  {
    name: "reference to a customer",
    types: ["Customer"],
    asReference: true,
    source: (type, relation) => `{ it: customer(externalId: "door-${relation}") { parent { ${fieldsOf(type)} } } }`,
    at: ({ it }) => it!.parent,
  },
  {
    name: "reference to a rep",
    types: ["Rep"],
    asReference: true,
    source: (type, relation) =>
      `{ it: customer(externalId: "door-${relation}") { team { role rep { ${fieldsOf(type)} } } } }`,
    at: ({ it }) => (it!.team as { role: string; rep: unknown }[]).find(({ role }) => role === "SUPPORT")!.rep,
  },
];

/** A rep sees nobody but itself: who reports to it stays out of its list. */
const EMPTY: Readonly<Partial<Record<Role, readonly string[]>>> = {
  REP: ["Rep.reports", "Rep.subtree", "PayPeriod.steps", "PayPeriod.runs"],
  LEADER: ["PayPeriod.steps", "PayPeriod.runs"],
  ADMIN: ["PayPeriod.steps", "PayPeriod.runs"],
};

/** A quota is a rep's or a team's, and those of this test are reps'; what is renewed was not lost, nor what is fitted refused. */
const ABSENT: readonly string[] = [
  ...["Quota.team", "Renewal.lossReason", "CustomerModel.reason"],
  // A signal opens it, and so no band and no event.
  ...["Playbook.fromBand", "Playbook.event", "Play.eventOn"],
  // It says a band, and so no score.
  "RiskOverride.score",
  // It was approved.
  ...["PayAdjustment.withdrawnBy", "PayAdjustment.withdrawnAt"],
];

/** A leader reads why it was away itself, of nobody else. */
const OWN_TO_LEADERS: readonly string[] = ["LeaveOfAbsence.kind"];

function expected(type: string, field: string, role: Role, relation: Relation): Outcome {
  const level: Class = RECORDS[type]![field]!;
  if (DENIED[role].includes(level)) return "FORBIDDEN";
  if (ABSENT.includes(`${type}.${field}`)) return "hidden";
  if (level === "PUBLIC") return "value";
  if (role === "LEADER" && relation !== "own" && OWN_TO_LEADERS.includes(`${type}.${field}`)) return "hidden";
  if (EMPTY[role]?.includes(`${type}.${field}`)) return "hidden";
  return sees(role, type, relation) ? "value" : "hidden";
}

/** Records that say nothing of a customer or a person. */
const FOR_ALL: readonly string[] = [
  "Course",
  "FxRate",
  "Team",
  "Product",
  "RetentionDefinition",
  "AttributionPolicy",
  "RiskModel",
  "DiagnosisTemplate",
  "Playbook",
  "ClosedPeriod",
];

/** Records of how all customers behave: for everybody who answers for more than itself. */
const OF_THE_COMPANY: readonly string[] = ["CustomerModel", "RiskFit"];

/** Whom records of pay are for; what is one person's, for whom that person is seen by. */
const OF_PAY: Readonly<Record<string, readonly Role[]>> = {
  PayPeriod: ["REP", "LEADER", "HR", "ADMIN", "AUDITOR"],
  PayPeriodStep: ["HR", "AUDITOR"],
  PayRun: ["HR", "AUDITOR"],
  Statement: ["REP", "LEADER", "HR", "AUDITOR"],
  PayAdjustment: ["REP", "LEADER", "HR", "AUDITOR"],
  PayDispute: ["REP", "LEADER", "HR", "AUDITOR"],
  StatementLine: ["REP", "LEADER", "HR", "AUDITOR"],
  LineCredit: ["REP", "LEADER", "HR", "AUDITOR"],
  Enrolment: ["REP", "LEADER", "HR", "AUDITOR"],
  CompensationBatch: ["HR", "AUDITOR"],
  CompensationLine: ["HR", "AUDITOR"],
  // What lets machines in to pull pay.
  ApiToken: ["ADMIN", "AUDITOR"],
};
const OF_NOBODY: readonly string[] = [
  "PayPeriod",
  "PayPeriodStep",
  "PayRun",
  "CompensationBatch",
  "CompensationLine",
  "ApiToken",
];

function sees(role: Role, type: string, relation: Relation): boolean {
  if (OF_PAY[type]) return OF_PAY[type].includes(role) && (OF_NOBODY.includes(type) || SEES[role].includes(relation));
  if (type === "CompensationPlan" && role === "ANALYST") return false;
  return seesRecord(role, type, relation);
}

const seesRecord = (role: Role, type: string, relation: Relation): boolean =>
  FOR_ALL.includes(type) || (OF_THE_COMPANY.includes(type) ? role !== "REP" : SEES[role].includes(relation));

const isHidden = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (value as { edges?: unknown[] }).edges?.length === 0;

const outcome = (record: NonNullable<Shown>, key: string, refused: ReadonlySet<string>): Outcome => {
  if (record[key] === undefined) throw new Error(`${key} is missing in the answer`);
  if (!isHidden(record[key])) return "value";
  return refused.has(key) ? "FORBIDDEN" : "hidden";
};

/** What each field answered with, and that nothing but refusals went wrong. */
function outcomes(
  type: string,
  record: Shown,
  errors: Awaited<ReturnType<Ask>>["errors"],
  { alias = "", fields = namesOf }: Partial<Road> = {},
): Record<string, Outcome> {
  expect(errors.filter(({ extensions }) => extensions?.code !== "FORBIDDEN")).toEqual([]);
  const refused = new Set(errors.map(({ path: at }) => String(at?.at(-1))));
  return Object.fromEntries(fields(type).map((field) => [field, outcome(record!, alias + field, refused)]));
}

const as = (role: Role): Promise<Ask> =>
  server.as(role, ["REP", "LEADER"].includes(role) ? self.externalId : undefined);

const cases = ROADS.flatMap((road) =>
  road.types.flatMap((type) =>
    ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation, type, road.name, road] as const)),
  ),
);

test.each(cases)("%s reads of %s %s, by %s, what the list says", async (role, relation, type, _name, road) => {
  const { data, errors } = await (await as(role))(road.source(type, relation));
  const record = road.at(data as Record<string, Shown>) as Shown;
  const reached = road.asReference || sees(role, type, relation);
  if (!reached) return expect({ record, errors }).toEqual({ record: null, errors: [] });
  const fields = (road.fields ?? namesOf)(type);
  expect(outcomes(type, record, errors, road)).toEqual(
    Object.fromEntries(fields.map((field) => [field, expected(type, field, role, relation)])),
  );
});

describe("the payload of a mutation", () => {
  const MAY: readonly Role[] = ["LEADER", "ADMIN"];
  let key = 0;

  test.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
    "shows %s of %s customers what the list says, or nothing",
    async (role, relation) => {
      const { data: before } = await (
        await server.as("AUDITOR")
      )(`{ customer(externalId: "${relation}") { version } }`);
      const { version } = (before as { customer: { version: number } }).customer;
      // Never to the rep that serves it already.
      const to = role === "LEADER" ? relation : relation === "own" ? "subtree" : "own";
      // Later than all before it, so that no case stands in the way of the next one.
      const startsOn = `2026-04-${10 + ++key}`;
      const input = {
        customer: ids.Customer![relation],
        to: ids.Rep![to],
        role: "SUPPORT",
        startsOn,
        version,
        reason: "a test",
      };
      const { data, errors } = await (
        await as(role)
      )(
        `mutation ($input: CustomerReassignInput!, $key: String!) {
          customerReassign(input: $input, idempotencyKey: $key) { userErrors { code } customer { ${fieldsOf("Customer")} } } }`,
        { input, key: `${key}` },
      );
      const payload = (data as { customerReassign: { userErrors: { code: string }[]; customer: Shown } | null } | null)
        ?.customerReassign;
      if (!MAY.includes(role)) {
        expect({ payload, codes: errors.map(({ extensions }) => extensions?.code) }).toEqual({
          payload: null,
          codes: ["FORBIDDEN"],
        });
      } else if (!SEES[role].includes(relation)) {
        expect(payload).toEqual({ userErrors: [{ code: "NOT_FOUND" }], customer: null });
      } else {
        expect(payload!.userErrors).toEqual([]);
        const fields = Object.keys(RECORDS.Customer!);
        expect(outcomes("Customer", payload!.customer, errors)).toEqual(
          Object.fromEntries(fields.map((field) => [field, expected("Customer", field, role, relation)])),
        );
      }
    },
  );
});

test("the payload of a bulk write shows an administrator no pay", async () => {
  const { data, errors } = await (
    await as("ADMIN")
  )(
    `mutation { repsUpsert(inputs: [{ externalId: "chief", fullName: "New" }], idempotencyKey: "r") {
      results { status record { fullName payGroup } } } }`,
  );
  const record = { fullName: "New", payGroup: null };
  expect(data).toEqual({ repsUpsert: { results: [{ status: "UPDATED", record }] } });
  expect(errors.map(({ path: at, extensions }) => [at?.join("."), extensions?.code])).toEqual([
    ["repsUpsert.results.0.record.payGroup", "FORBIDDEN"],
  ]);
});

test.each(ROLES)("%s counts only what it sees", async (role) => {
  const { data } = await (
    await as(role)
  )(`{
    customers { totalCount } reps { totalCount } other: node(id: "${ids.Customer!.other}") { id }
    door: customer(externalId: "door-other") { parent { interactions { totalCount pageInfo { hasNextPage endCursor } } teamHistory { totalCount } subsidiaries { totalCount } } } }`);
  const sees = SEES[role];
  const whole = sees.includes("other");
  const nothing = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
  const door = (data as { door: { parent: object } }).door.parent;
  expect(data).toMatchObject({
    customers: { totalCount: whole ? 7 : 3 + sees.length },
    reps: { totalCount: whole ? 6 : role === "REP" ? 1 : 3 },
    other: whole ? { id: ids.Customer!.other } : null,
  });
  if (!whole)
    expect(door).toEqual({ interactions: nothing, teamHistory: { totalCount: 0 }, subsidiaries: { totalCount: 0 } });
});

/**
 * Every field of the graph and how sensitive it is, written by hand: a second opinion beside the product's own, of which
 * nothing is imported here. A field that is missing below fails the role test, and so does one that is gone.
 *
 * PUBLIC  whoever holds a reference to the record reads it
 * FACT    whoever sees the record
 * NOTE    a fact that HR and analysts are denied
 * PAY     a fact that analysts and administrators are denied
 */
export type Class = "PUBLIC" | "FACT" | "NOTE" | "PAY";

/** Records: field by field, class and how it is asked for. */
export const RECORDS: Readonly<Record<string, Readonly<Record<string, Class>>>> = {
  Team: { id: "PUBLIC", externalId: "PUBLIC", name: "PUBLIC" },
  Rep: {
    id: "PUBLIC",
    externalId: "PUBLIC",
    fullName: "PUBLIC",
    role: "PUBLIC",
    team: "PUBLIC",
    manager: "FACT",
    employeeNumber: "FACT",
    email: "FACT",
    hiredOn: "FACT",
    leftOn: "FACT",
    payGroup: "PAY",
    positions: "FACT",
    reports: "FACT",
    assignments: "FACT",
    interactions: "FACT",
    purchases: "FACT",
    purchaseTotals: "FACT",
  },
  Position: {
    id: "PUBLIC",
    externalId: "FACT",
    role: "FACT",
    team: "FACT",
    manager: "FACT",
    startsOn: "FACT",
    endsOn: "FACT",
  },
  Customer: {
    id: "PUBLIC",
    externalId: "PUBLIC",
    name: "PUBLIC",
    relationship: "FACT",
    segment: "FACT",
    industry: "FACT",
    region: "FACT",
    currency: "FACT",
    source: "FACT",
    firstContactOn: "FACT",
    acquiredOn: "FACT",
    acquisitionCost: "FACT",
    parent: "FACT",
    referredBy: "FACT",
    note: "NOTE",
    version: "FACT",
    subsidiaries: "FACT",
    team: "FACT",
    teamHistory: "FACT",
    interactions: "FACT",
    contactRhythm: "FACT",
    issues: "FACT",
    purchases: "FACT",
    contacts: "FACT",
  },
  Assignment: {
    id: "PUBLIC",
    externalId: "FACT",
    customer: "FACT",
    rep: "FACT",
    role: "FACT",
    share: "FACT",
    origin: "FACT",
    startsOn: "FACT",
    endsOn: "FACT",
  },
  Interaction: {
    id: "PUBLIC",
    externalId: "FACT",
    customer: "FACT",
    rep: "FACT",
    kind: "FACT",
    channel: "FACT",
    direction: "FACT",
    point: "FACT",
    occurredAt: "FACT",
    askedAt: "FACT",
    answeredAt: "FACT",
    sentiment: "FACT",
    expectation: "FACT",
    cost: "FACT",
    note: "NOTE",
  },
  ServiceIssue: {
    id: "PUBLIC",
    externalId: "FACT",
    customer: "FACT",
    kind: "FACT",
    severity: "FACT",
    openedAt: "FACT",
    resolvedAt: "FACT",
    summary: "NOTE",
    version: "FACT",
  },
  Product: { id: "PUBLIC", externalId: "PUBLIC", name: "PUBLIC", series: "PUBLIC", step: "PUBLIC", category: "PUBLIC" },
  Purchase: {
    id: "PUBLIC",
    externalId: "FACT",
    customer: "FACT",
    rep: "FACT",
    purchasedOn: "FACT",
    paidOn: "FACT",
    amount: "FACT",
    cost: "FACT",
    refundOf: "FACT",
    lines: "FACT",
  },
  PurchaseLine: {
    id: "PUBLIC",
    externalId: "FACT",
    product: "FACT",
    quantity: "FACT",
    unitPrice: "FACT",
    discount: "FACT",
    amount: "FACT",
    cost: "FACT",
  },
  Contact: {
    id: "PUBLIC",
    externalId: "PUBLIC",
    customer: "FACT",
    fullName: "PUBLIC",
    email: "FACT",
    influence: "FACT",
    leftOn: "FACT",
    version: "FACT",
  },
};

const connection = (record: string) => ({
  [`${record}Connection`]: ["edges", "pageInfo", "totalCount"],
  [`${record}Edge`]: ["cursor", "node"],
});
const upsert = (records: string) => ({
  [`${records}UpsertPayload`]: ["results", "userErrors"],
  [`${records}UpsertResult`]: ["externalId", "status", "record"],
});

/** Everything else: parts that are as sensitive as what leads to them, and the ways in. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  Query: [
    "viewer",
    "node",
    ...["team", "teams"],
    ...["rep", "reps"],
    ...["customer", "customers"],
    ...["issue", "issues"],
    ...["product", "products"],
    ...["purchase"],
    "contact",
  ],
  Mutation: [
    "customerReassign",
    "teamsUpsert",
    "repsUpsert",
    "positionsUpsert",
    "customersUpsert",
    "assignmentsUpsert",
    "interactionsUpsert",
    "issueOpen",
    "issueResolve",
    "issuesUpsert",
    "productsUpsert",
    "purchasesUpsert",
    "purchaseLinesUpsert",
    "contactsUpsert",
    "contactLeave",
  ],
  Viewer: ["principal", "role", "rep"],
  PageInfo: ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"],
  Money: ["amount", "currency"],
  ContactRhythm: ["lastContactOn", "daysSinceContact", "usualGapDays"],
  PurchaseTotal: ["purchases", "revenue"],
  UserError: ["code", "field", "message"],
  CustomerReassignPayload: ["customer", "userErrors"],
  IssueOpenPayload: ["issue", "userErrors"],
  IssueResolvePayload: ["issue", "userErrors"],
  ContactLeavePayload: ["contact", "userErrors"],
  ...connection("Team"),
  ...connection("Rep"),
  ...connection("Customer"),
  ...connection("Assignment"),
  ...connection("Interaction"),
  ...connection("ServiceIssue"),
  ...connection("Product"),
  ...connection("Purchase"),
  ...connection("PurchaseLine"),
  ...connection("Contact"),
  ...upsert("Teams"),
  ...upsert("Reps"),
  ...upsert("Positions"),
  ...upsert("Customers"),
  ...upsert("Assignments"),
  ...upsert("Interactions"),
  ...upsert("Issues"),
  ...upsert("Products"),
  ...upsert("Purchases"),
  ...upsert("PurchaseLines"),
  ...upsert("Contacts"),
};

export const ROLES = ["REP", "LEADER", "HR", "ANALYST", "ADMIN", "AUDITOR"] as const;
export type Role = (typeof ROLES)[number];

/** How a record stands to the viewer: his own, of somebody who reports to him, or of a stranger. */
export const RELATIONS = ["own", "subtree", "other"] as const;
export type Relation = (typeof RELATIONS)[number];

export const SEES: Readonly<Record<Role, readonly Relation[]>> = {
  REP: ["own"],
  LEADER: ["own", "subtree"],
  HR: RELATIONS,
  ANALYST: RELATIONS,
  ADMIN: RELATIONS,
  AUDITOR: RELATIONS,
};

export const DENIED: Readonly<Record<Role, readonly Class[]>> = {
  REP: [],
  LEADER: [],
  HR: ["NOTE"],
  ANALYST: ["NOTE", "PAY"],
  ADMIN: ["PAY"],
  AUDITOR: [],
};

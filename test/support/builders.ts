import type { Pool } from "pg";

/** The one "today" of tests that need a day; nothing below depends on the clock. */
export const REFERENCE_DATE = "2026-03-02";

/**
 * What a test needs said of a record, the rest filled in. Builders describe, `store` writes:
 *
 *     const ada = aRep();
 *     const xen = aCustomer({ ownedBy: ada });
 *     await store(database.owner, [ada, xen, anInteraction({ with: xen, by: ada })]);
 */
export interface Team {
  readonly kind: "team";
  readonly externalId: string;
  readonly name: string;
}

export interface Rep {
  readonly kind: "rep";
  readonly externalId: string;
  readonly fullName: string;
  readonly email: string | null;
  readonly payGroup: string | null;
  readonly costCentre: string | null;
  readonly hiredOn: string | null;
  readonly leftOn: string | null;
  readonly role: string;
  readonly team: Team | null;
  readonly managedBy: Rep | null;
}

/** An earlier position: the one that `aRep` describes holds from its end. */
export interface Position {
  readonly kind: "position";
  readonly externalId: string;
  readonly rep: Rep;
  readonly role: string;
  readonly managedBy: Rep | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface Customer {
  readonly kind: "customer";
  readonly externalId: string;
  readonly name: string;
  readonly relationship: string;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly currency: string | null;
  readonly acquiredOn: string | null;
  readonly acquisitionCostMinor: string | null;
  readonly note: string | null;
  readonly parent: Customer | null;
  readonly referredBy: Customer | null;
  /** shorthand for an assignment that is in force on the reference date */
  readonly ownedBy: Rep | null;
}

export interface Assignment {
  readonly kind: "assignment";
  readonly externalId: string;
  readonly customer: Customer;
  readonly rep: Rep;
  readonly role: string;
  readonly share: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface Interaction {
  readonly kind: "interaction";
  readonly externalId: string;
  readonly with: Customer;
  readonly by: Rep | null;
  readonly type: string;
  readonly occurredAt: string;
  readonly direction: string | null;
  readonly point: string | null;
  readonly sentiment: number | null;
  readonly costMinor: string | null;
  readonly currency: string | null;
  readonly note: string | null;
}

export type Built = Team | Rep | Position | Customer | Assignment | Interaction;

let built = 0;
const next = (prefix: string): string => `${prefix}${++built}`;

export const aTeam = (said: Partial<Team> = {}): Team => ({
  kind: "team",
  externalId: next("t"),
  name: "North",
  ...said,
});

export function aRep(said: Partial<Rep> = {}): Rep {
  const externalId = said.externalId ?? next("r");
  return {
    kind: "rep",
    externalId,
    fullName: `Rep ${externalId}`,
    email: `${externalId}@example.com`,
    payGroup: `grade ${externalId}`,
    costCentre: `centre ${externalId}`,
    hiredOn: "2020-01-01",
    leftOn: null,
    role: "ACCOUNT_MANAGER",
    team: null,
    managedBy: null,
    ...said,
  };
}

export const aPosition = (
  said: Pick<Position, "rep" | "startsOn" | "endsOn"> & Partial<Omit<Position, "kind">>,
): Position => ({ kind: "position", externalId: next("p"), role: "SUPPORT", managedBy: null, ...said });

export function aCustomer(said: Partial<Customer> = {}): Customer {
  const externalId = said.externalId ?? next("c");
  return {
    kind: "customer",
    externalId,
    name: `Customer ${externalId}`,
    relationship: "REPEAT_PURCHASE",
    segment: null,
    industry: null,
    region: null,
    currency: "EUR",
    acquiredOn: "2024-05-01",
    acquisitionCostMinor: "12345",
    note: `remark about ${externalId}`,
    parent: null,
    referredBy: null,
    ownedBy: null,
    ...said,
  };
}

export const anAssignment = (
  said: Pick<Assignment, "customer" | "rep"> & Partial<Omit<Assignment, "customer" | "rep">>,
): Assignment => ({
  kind: "assignment",
  externalId: next("a"),
  role: "ACCOUNT_MANAGER",
  share: 10_000,
  startsOn: "2024-06-01",
  endsOn: null,
  ...said,
});

export const anInteraction = (said: Pick<Interaction, "with"> & Partial<Omit<Interaction, "with">>): Interaction => ({
  kind: "interaction",
  externalId: next("i"),
  by: said.with.ownedBy,
  type: "CALL",
  occurredAt: "2026-01-15T09:30:00.000Z",
  direction: null,
  point: null,
  sentiment: null,
  costMinor: null,
  currency: null,
  note: "what was said",
  ...said,
});

type Row = Readonly<Record<string, unknown>>;
type Keys = ReadonlyMap<string, string>;

/** Writes everything that was built, each kind by one statement, and keys rise in the order given. */
export async function store(owner: Pool, things: readonly Built[]): Promise<void> {
  const of = <K extends Built["kind"]>(kind: K) =>
    things.filter((one): one is Extract<Built, { kind: K }> => one.kind === kind);
  const customers = of("customer");
  const teams = await insert(
    owner,
    "team",
    of("team").map((team) => ({ external_id: team.externalId, name: team.name })),
  );
  const reps = await insert(owner, "rep", of("rep").map(repRow));
  await insert(owner, "rep_position", [
    ...of("rep").map((rep) => positionRow(rep, reps, teams)),
    ...of("position").map((position) => earlierRow(position, reps)),
  ]);
  const accounts = await insert(owner, "customer", customers.map(customerRow));
  await relate(owner, customers, accounts);
  const given = customers.flatMap((customer) =>
    customer.ownedBy ? [anAssignment({ customer, rep: customer.ownedBy })] : [],
  );
  await insert(
    owner,
    "assignment",
    [...given, ...of("assignment")].map((one) => assignmentRow(one, accounts, reps)),
  );
  await insert(
    owner,
    "interaction",
    of("interaction").map((one) => interactionRow(one, accounts, reps)),
  );
}

async function insert(owner: Pool, table: string, rows: readonly Row[]): Promise<Keys> {
  if (rows.length > 0) {
    const columns = Object.keys(rows[0]!).join(", ");
    await owner.query(
      `insert into ${table} (${columns})
       select ${columns} from jsonb_populate_recordset(null::${table}, $1) with ordinality as given order by ordinality`,
      [JSON.stringify(rows)],
    );
  }
  const stored = await owner.query<{ key: string; id: string }>(`select external_id as key, id from ${table}`);
  return new Map(stored.rows.map(({ key, id }) => [key, id]));
}

async function relate(owner: Pool, customers: readonly Customer[], keys: Keys): Promise<void> {
  const related = customers.filter(({ parent, referredBy }) => parent ?? referredBy);
  const rows = related.map((customer) => ({
    id: keys.get(customer.externalId),
    parent_id: customer.parent && keys.get(customer.parent.externalId),
    referred_by_id: customer.referredBy && keys.get(customer.referredBy.externalId),
  }));
  await owner.query(
    `update customer set parent_id = given.parent_id, referred_by_id = given.referred_by_id
     from jsonb_populate_recordset(null::customer, $1) given where given.id = customer.id`,
    [JSON.stringify(rows)],
  );
}

const repRow = (rep: Rep): Row => ({
  external_id: rep.externalId,
  employee_number: rep.externalId,
  full_name: rep.fullName,
  email: rep.email,
  pay_group: rep.payGroup,
  cost_centre: rep.costCentre,
  hired_on: rep.hiredOn,
  left_on: rep.leftOn,
});

const positionRow = (rep: Rep, reps: Keys, teams: Keys): Row => ({
  external_id: `position of ${rep.externalId}`,
  rep_id: reps.get(rep.externalId),
  role: rep.role,
  team_id: rep.team && teams.get(rep.team.externalId),
  manager_id: rep.managedBy && reps.get(rep.managedBy.externalId),
  starts_on: rep.hiredOn ?? "2020-01-01",
  ends_on: null,
});

const earlierRow = (position: Position, reps: Keys): Row => ({
  external_id: position.externalId,
  rep_id: reps.get(position.rep.externalId),
  role: position.role,
  team_id: null,
  manager_id: position.managedBy && reps.get(position.managedBy.externalId),
  starts_on: position.startsOn,
  ends_on: position.endsOn,
});

const customerRow = (customer: Customer): Row => ({
  external_id: customer.externalId,
  name: customer.name,
  relationship: customer.relationship,
  segment: customer.segment,
  industry: customer.industry,
  region: customer.region,
  currency: customer.currency,
  acquired_on: customer.acquiredOn,
  acquisition_cost_minor: customer.acquisitionCostMinor,
  note: customer.note,
});

const assignmentRow = (assignment: Assignment, customers: Keys, reps: Keys): Row => ({
  external_id: assignment.externalId,
  customer_id: customers.get(assignment.customer.externalId),
  rep_id: reps.get(assignment.rep.externalId),
  role: assignment.role,
  share: assignment.share,
  origin: "GIVEN",
  starts_on: assignment.startsOn,
  ends_on: assignment.endsOn,
});

const interactionRow = (interaction: Interaction, customers: Keys, reps: Keys): Row => ({
  external_id: interaction.externalId,
  customer_id: customers.get(interaction.with.externalId),
  rep_id: interaction.by && reps.get(interaction.by.externalId),
  kind: interaction.type,
  occurred_at: interaction.occurredAt,
  direction: interaction.direction,
  point: interaction.point,
  sentiment: interaction.sentiment,
  cost_minor: interaction.costMinor,
  currency: interaction.currency,
  note: interaction.note,
});

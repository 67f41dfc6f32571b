import type { Pool } from "pg";
import { REFERENCE_DATE as TODAY } from "../../support/builders";

/**
 * The same graph over plain arrays, written again without a line of the product: every row is read, then filtered,
 * sorted and cut in JavaScript. Slow, simple, and right by looking at it. Cursors are opaque, so it has none.
 */
export type Row = Readonly<Record<string, string | number | null>> & { readonly id: number };
type Args = Readonly<Record<string, unknown>>;

export interface Asker {
  readonly role: string;
  readonly repId: string | null;
}

const TABLES = [
  ...(["team", "rep", "rep_position", "customer", "assignment", "interaction"] as const),
  ...(["contact", "contract", "renewal"] as const),
] as const;
export type World = Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;

export async function readWorld(owner: Pool): Promise<World> {
  const read = async (table: string) => {
    const { rows } = await owner.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t order by id`);
    return [table, rows.map(({ row }) => row)] as const;
  };
  return Object.fromEntries(await Promise.all(TABLES.map(read))) as unknown as World;
}

export class Refused extends Error {}

const inForce = (row: Row, day: string): boolean =>
  row.starts_on! <= day && (row.ends_on === null || row.ends_on! > day);

const cased = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const money = (minor: unknown, currency: unknown): object | null =>
  minor === null ? null : { amount: currency === "JPY" ? String(minor) : (Number(minor) / 100).toFixed(2), currency };

/** Rows in a total order: missing values are the greatest, ties fall to the id. */
function sorted(rows: readonly Row[], column: string, direction: unknown): Row[] {
  const compare = (a: Row, b: Row): number => {
    const [x, y] = [a[column]!, b[column]!];
    if (x === y) return a.id - b.id;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -1 : 1;
  };
  return [...rows].sort((a, b) => (direction === "DESC" ? -compare(a, b) : compare(a, b)));
}

function connection(rows: readonly Row[], { first, last }: Args, view: (row: Row) => object): object {
  const size = (first ?? last ?? 20) as number;
  const page = last == null ? rows.slice(0, size) : rows.slice(Math.max(0, rows.length - size));
  return {
    totalCount: rows.length,
    edges: page.map((row) => ({ node: view(row) })),
    pageInfo: { hasNextPage: last == null && rows.length > size, hasPreviousPage: last != null && rows.length > size },
  };
}

const idOf = (type: string, { id }: { id: unknown }): string => Buffer.from(`${type}:${id}`).toString("base64url");
const keyOf = (id: unknown): number => Number(Buffer.from(String(id), "base64url").toString().split(":")[1]);

/** What a viewer reads, as the root value of an executor with default resolvers. */
export function oracle(world: World, viewer: Asker): object {
  const position = (rep: number): Row | undefined =>
    sorted(world.rep_position, "starts_on", "DESC").find((row) => row.rep_id === rep && row.starts_on! <= TODAY);
  const held = (rep: number, day = TODAY): Row | undefined =>
    world.rep_position.find((row) => row.rep_id === rep && inForce(row, day));
  const reportsTo = (rep: number, leader: string | null, day = TODAY): boolean => {
    if (String(rep) === leader) return true;
    const manager = held(rep, day)?.manager_id;
    return manager != null && reportsTo(Number(manager), leader, day);
  };
  const seesRep = (rep: number): boolean => {
    if (viewer.role === "REP") return String(rep) === viewer.repId;
    return viewer.role !== "LEADER" || reportsTo(rep, viewer.repId);
  };
  const serving = (customer: number) =>
    world.assignment.filter((row) => row.customer_id === customer && inForce(row, TODAY));
  const seesCustomer = (customer: number): boolean =>
    !["REP", "LEADER"].includes(viewer.role) || serving(customer).some((row) => seesRep(Number(row.rep_id)));
  const seesFact = (row: Row): boolean => seesCustomer(Number(row.customer_id));
  const classified = (deniedTo: readonly string[], value: unknown) => () => {
    if (deniedTo.includes(viewer.role)) throw new Refused();
    return value;
  };
  const dayOf = ({ asOf }: Args): string => (asOf ?? TODAY) as string;
  const note = (value: unknown) => classified(["HR", "ANALYST"], value);
  const pay = (value: unknown) => classified(["ANALYST", "ADMIN"], value);

  const find = (table: keyof World, id: unknown): Row => world[table].find((row) => row.id === Number(id))!;
  const columns = (row: Row): Record<string, unknown> =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [cased(column), value]));
  const to = (
    view: (row: Row, seen: boolean) => object,
    table: keyof World,
    id: unknown,
    seen: (id: number) => boolean,
  ) => (id == null ? null : view(find(table, id), seen(Number(id))));
  const teamOf = (id: unknown) => to(teamView, "team", id, () => true);
  const repOf = (id: unknown) => to(repView, "rep", id, seesRep);
  const customerOf = (id: unknown) => to(customerView, "customer", id, seesCustomer);

  const teamView = (row: Row): object => ({ ...columns(row), __typename: "Team", id: idOf("Team", row) });

  const positionView = (row: Row): object => ({
    ...columns(row),
    __typename: "Position",
    id: idOf("Position", row),
    team: () => teamOf(row.team_id),
    manager: () => repOf(row.manager_id),
  });

  const repView = (row: Row, seen = true): object => ({
    ...(seen ? columns(row) : {}),
    __typename: "Rep",
    id: idOf("Rep", row),
    externalId: row.external_id,
    fullName: row.full_name,
    payGroup: pay(seen ? row.pay_group : null),
    costCentre: pay(seen ? row.cost_centre : null),
    role: () => position(row.id)?.role ?? null,
    team: () => teamOf(position(row.id)?.team_id),
    manager: () => (seen ? repOf(position(row.id)?.manager_id) : null),
    positions: () =>
      seen
        ? sorted(
            world.rep_position.filter((one) => one.rep_id === row.id),
            "starts_on",
            "ASC",
          ).map(positionView)
        : [],
    reports: (args: Args) => reps(args, (one) => seen && held(one.id, dayOf(args))?.manager_id === row.id),
    subtree: (args: Args) =>
      reps(args, (one) => seen && one.id !== row.id && reportsTo(one.id, String(row.id), dayOf(args))),
    assignments: (args: Args) => {
      const day = (args.asOf ?? TODAY) as string;
      const own = world.assignment.filter((one) => seen && one.rep_id === row.id && inForce(one, day) && seesFact(one));
      return connection(sorted(own, "starts_on", "ASC"), args, assignmentView);
    },
    interactions: (args: Args) => interactions(args, (one) => seen && one.rep_id === row.id && seesFact(one)),
  });

  const assignmentView = (row: Row): object => ({
    ...columns(row),
    __typename: "Assignment",
    id: idOf("Assignment", row),
    tenureDays: (args: Args) => {
      const day = dayOf(args);
      const end = row.ends_on !== null && String(row.ends_on) < day ? String(row.ends_on) : day;
      return Math.max(0, (Date.parse(end) - Date.parse(String(row.starts_on))) / 86_400_000);
    },
    customer: () => customerOf(row.customer_id),
    rep: () => repOf(row.rep_id),
  });

  const interactionView = (row: Row): object => ({
    ...columns(row),
    __typename: "Interaction",
    id: idOf("Interaction", row),
    customer: () => customerOf(row.customer_id),
    rep: () => repOf(row.rep_id),
    cost: money(row.cost_minor, row.currency),
    note: note(row.note),
  });

  const contactView = (row: Row): object => ({
    ...columns(row),
    __typename: "Contact",
    id: idOf("Contact", row),
    customer: () => customerOf(row.customer_id),
  });

  const contractView = (row: Row): object => ({
    ...columns(row),
    __typename: "Contract",
    id: idOf("Contract", row),
    customer: () => customerOf(row.customer_id),
    annualValue: money(row.annual_value_minor, row.currency),
    replaces: () => contractOf(row.replaces_id),
    renewals: (args: Args) => renewals(args, (one) => one.contract_id === row.id),
  });
  const contractOf = (id: unknown) => (id == null ? null : contractView(find("contract", id)));

  const renewalView = (row: Row): object => ({
    ...columns(row),
    __typename: "Renewal",
    id: idOf("Renewal", row),
    customer: () => customerOf(row.customer_id),
    contract: () => contractOf(row.contract_id),
    renewedBy: () => contractOf(row.renewed_by_id),
    valueDue: money(row.value_due_minor, row.currency),
    valueRenewed: money(row.value_renewed_minor, row.currency),
    note: note(row.note),
  });

  const customerView = (row: Row, seen = true): object => ({
    ...(seen ? columns(row) : {}),
    __typename: "Customer",
    id: idOf("Customer", row),
    externalId: row.external_id,
    name: row.name,
    note: note(seen ? row.note : null),
    acquisitionCost: seen ? money(row.acquisition_cost_minor, row.currency) : null,
    parent: () => (seen ? customerOf(row.parent_id) : null),
    mergedInto: () => (seen ? customerOf(row.merged_into_id) : null),
    // Nothing is bought in this world, and whose stage hangs on contracts has signed none.
    stage: () => (seen ? "LEAD" : null),
    unassignedRoles: (args: Args) => {
      const begun = world.assignment.filter((one) => one.customer_id === row.id && one.starts_on! <= dayOf(args));
      const roles = [...new Set(begun.map(({ role }) => role))].sort();
      return seen ? roles.filter((role) => !begun.some((one) => one.role === role && inForce(one, dayOf(args)))) : null;
    },
    referredBy: () => (seen ? customerOf(row.referred_by_id) : null),
    subsidiaries: (args: Args) => customers(args, (one) => seen && one.parent_id === row.id),
    team: ({ asOf }: Args) => {
      const day = (asOf ?? TODAY) as string;
      const rows = world.assignment.filter((one) => seen && one.customer_id === row.id && inForce(one, day));
      const byRole = (a: Row, b: Row) => (a.role! < b.role! ? -1 : a.role! > b.role! ? 1 : 0);
      return rows.sort((a, b) => byRole(a, b) || Number(b.share) - Number(a.share) || a.id - b.id).map(assignmentView);
    },
    teamHistory: (args: Args) => {
      const rows = world.assignment.filter((one) => seen && one.customer_id === row.id);
      return connection(sorted(rows, "starts_on", "ASC"), args, assignmentView);
    },
    interactions: (args: Args) => interactions(args, (one) => seen && one.customer_id === row.id),
    contacts: (args: Args) => contacts(args, (one) => seen && one.customer_id === row.id),
    contracts: (args: Args) => contracts(args, (one) => seen && one.customer_id === row.id),
    renewals: (args: Args) => renewals(args, (one) => seen && one.customer_id === row.id),
    contactRhythm: ({ asOf }: Args) => (seen ? rhythm(row.id, (asOf ?? TODAY) as string) : null),
  });

  const rhythm = (customer: number, asOf: string): object | null => {
    const contacts = world.interaction.filter((one) => one.customer_id === customer && one.direction === "TWO_WAY");
    const days = [...new Set(contacts.map((one) => String(one.occurred_at).slice(0, 10)))]
      .filter((day) => day <= asOf)
      .sort();
    const apart = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000;
    const gaps = days
      .slice(1)
      .map((day, index) => apart(days[index]!, day))
      .sort((a, b) => a - b);
    const middle = (gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.ceil((gaps.length - 1) / 2)]!) / 2;
    const lastContactOn = days.at(-1);
    if (lastContactOn === undefined) return null;
    return {
      lastContactOn,
      daysSinceContact: apart(lastContactOn, asOf),
      usualGapDays: days.length < 3 ? null : middle,
    };
  };

  const holds = (text: unknown, part: unknown): boolean =>
    String(text).toLowerCase().includes(String(part).toLowerCase());
  const equal = (row: Row, filter: Args, keys: readonly string[]): boolean =>
    keys.every((key) => filter[key] == null || row[key] === filter[key]);
  const among = (row: Row, filter: Args, keys: readonly string[]): boolean =>
    keys.every((key) => filter[key] == null || (filter[key] as unknown[]).includes(row[key]));
  const orderOf = (args: Args, named: Readonly<Record<string, string>>, [column, direction]: [string, string]) => {
    const asked = args.orderBy as { field: string; direction: string } | null | undefined;
    return asked ? ([named[asked.field]!, asked.direction] as const) : ([column, direction] as const);
  };

  const customers = (args: Args, of: (row: Row) => boolean = () => true): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.customer.filter(
      (row) =>
        of(row) &&
        seesCustomer(row.id) &&
        equal(row, filter, ["segment", "industry", "region"]) &&
        among(row, filter, ["relationship"]) &&
        (filter.search == null || holds(row.name, filter.search)) &&
        (filter.servedBy == null || serving(row.id).some((one) => one.rep_id === keyOf(filter.servedBy))) &&
        (filter.merged == null || (row.merged_into_id !== null) === filter.merged) &&
        (filter.unassigned == null || (serving(row.id).length === 0) === filter.unassigned) &&
        (filter.acquiredFrom == null ||
          (row.acquired_on !== null && row.acquired_on! >= (filter.acquiredFrom as string))) &&
        (filter.acquiredBefore == null ||
          (row.acquired_on !== null && row.acquired_on! < (filter.acquiredBefore as string))),
    );
    const order = orderOf(args, { NAME: "name", ACQUIRED_ON: "acquired_on", SEGMENT: "segment" }, ["name", "ASC"]);
    return connection(sorted(rows, ...order), args, customerView);
  };

  const reps = (args: Args, of: (row: Row) => boolean = () => true): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.rep.filter(
      (row) =>
        of(row) &&
        seesRep(row.id) &&
        (filter.role == null || held(row.id)?.role === filter.role) &&
        (filter.team == null || held(row.id)?.team_id === keyOf(filter.team)) &&
        (filter.search == null || holds(row.full_name, filter.search)) &&
        (filter.employed == null || (row.left_on === null || row.left_on! > TODAY) === filter.employed),
    );
    const order = orderOf(args, { NAME: "full_name", HIRED_ON: "hired_on" }, ["full_name", "ASC"]);
    return connection(sorted(rows, ...order), args, repView);
  };

  const interactions = (args: Args, of: (row: Row) => boolean): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.interaction.filter(
      (row) =>
        of(row) &&
        among(row, filter, ["kind", "point", "direction"]) &&
        (filter.rep == null || row.rep_id === keyOf(filter.rep)) &&
        (filter.from == null || Date.parse(String(row.occurred_at)) >= Date.parse(filter.from as string)) &&
        (filter.before == null || Date.parse(String(row.occurred_at)) < Date.parse(filter.before as string)),
    );
    const order = orderOf(args, { OCCURRED_AT: "occurred_at" }, ["occurred_at", "DESC"]);
    return connection(sorted(rows, ...order), args, interactionView);
  };

  const contacts = (args: Args, of: (row: Row) => boolean): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.contact.filter(
      (row) =>
        of(row) &&
        among(row, filter, ["influence"]) &&
        (filter.stillThereOn == null || row.left_on === null || row.left_on! > (filter.stillThereOn as string)),
    );
    const order = orderOf(args, { FULL_NAME: "full_name", LEFT_ON: "left_on" }, ["full_name", "ASC"]);
    return connection(sorted(rows, ...order), args, contactView);
  };

  const counts = (row: Row, day: string): boolean =>
    inForce(row, day) &&
    (row.ended_on === null || row.ended_on! > day) &&
    !world.contract.some((later) => later.replaces_id === row.id && later.starts_on! <= day);

  const contracts = (args: Args, of: (row: Row) => boolean): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.contract.filter(
      (row) =>
        of(row) &&
        (filter.monthToMonth == null || Boolean(row.month_to_month) === filter.monthToMonth) &&
        (filter.coversOn == null || counts(row, filter.coversOn as string)),
    );
    const named = { STARTS_ON: "starts_on", ENDS_ON: "ends_on", ANNUAL_VALUE: "annual_value_minor" };
    return connection(sorted(rows, ...orderOf(args, named, ["starts_on", "DESC"])), args, contractView);
  };

  const renewals = (args: Args, of: (row: Row) => boolean): object => {
    const filter = (args.filter ?? {}) as Args;
    const rows = world.renewal.filter(
      (row) =>
        of(row) &&
        among(row, filter, ["status"]) &&
        (filter.dueFrom == null || row.due_on! >= (filter.dueFrom as string)) &&
        (filter.dueBefore == null || row.due_on! < (filter.dueBefore as string)),
    );
    const named = { DUE_ON: "due_on", CLOSED_ON: "closed_on", VALUE_DUE: "value_due_minor" };
    return connection(sorted(rows, ...orderOf(args, named, ["due_on", "ASC"])), args, renewalView);
  };

  const one =
    (table: keyof World, view: (row: Row) => object, sees: (row: Row) => boolean) =>
    ({ externalId, id }: Args) => {
      const row = world[table].find((found) =>
        id == null ? found.external_id === externalId : found.id === keyOf(id),
      );
      return row && sees(row) ? view(row) : null;
    };
  const nodes: Readonly<Record<string, (args: Args) => object | null>> = {
    Team: one("team", teamView, () => true),
    Rep: one("rep", repView, (row) => seesRep(row.id)),
    Position: one("rep_position", positionView, (row) => seesRep(Number(row.rep_id))),
    Customer: one("customer", customerView, (row) => seesCustomer(row.id)),
    Assignment: one("assignment", assignmentView, seesFact),
    Interaction: one("interaction", interactionView, seesFact),
    Contact: one("contact", contactView, seesFact),
    Contract: one("contract", contractView, seesFact),
    Renewal: one("renewal", renewalView, seesFact),
  };

  return {
    viewer: { principal: "somebody", role: viewer.role, rep: () => repOf(viewer.repId) },
    node: (args: Args) => nodes[Buffer.from(String(args.id), "base64url").toString().split(":")[0]!]?.(args) ?? null,
    team: nodes.Team,
    rep: nodes.Rep,
    customer: nodes.Customer,
    contact: nodes.Contact,
    contract: nodes.Contract,
    renewal: nodes.Renewal,
    renewals: (args: Args) => renewals(args, seesFact),
    teams: (args: Args) => connection(sorted(world.team, "name", "ASC"), args, teamView),
    reps,
    customers,
  };
}

import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import type { RoleServed } from "./calc/book";
import type { Holding } from "./calc/claims";

export interface HoldingsAsked {
  /** the days that matter, both included */
  readonly from: Day;
  readonly to: Day;
  /** null for every role */
  readonly role: string | null;
  /** customers that these reps hold on one of the days, with all who hold them in the same role, or these; null for all */
  readonly of: { readonly reps: readonly string[] } | { readonly customers: readonly string[] } | null;
}

const IN_DAYS = (row: string): string =>
  `${row}.starts_on <= $2::date and coalesce(${row}.ends_on, 'infinity'::date) > $1::date`;

const OF_THEIRS = `and exists (
  select from assignment mine
  where mine.customer_id = a.customer_id and mine.role = a.role and mine.rep_id = any ($4::bigint[]) and ${IN_DAYS("mine")})`;

const holdings = (condition: Sql): Sql => `
  select a.customer_id::text as customer, a.rep_id::text as rep, rep.external_id, a.role, a.share, a.starts_on, a.ends_on,
    a.origin = 'PURCHASES' or coalesce(rep.left_on <= a.ends_on, false) as ended_of_itself
  from assignment a join rep on rep.id = a.rep_id
  where ${IN_DAYS("a")} and ($3::text is null or a.role = $3) ${condition}`;

const OF_ALL = holdings("");
const OF_REPS = holdings(OF_THEIRS);
const OF_CUSTOMERS = holdings("and a.customer_id = any ($4::bigint[])");

const COLUMNS = ["customer", "rep", "external_id", "role", "share", "starts_on", "ends_on", "ended_of_itself"];
type Columns = [string[], string[], string[], string[], number[], Day[], (Day | null)[], boolean[]];

/** Who held customers in which role, on any of the days asked for. */
export async function holdingsIn(
  { database, signal }: Context,
  { from, to, role, of }: HoldingsAsked,
): Promise<Holding[]> {
  const days = [from, to, role];
  const values = of === null ? days : "reps" in of ? [...days, of.reps] : [...days, of.customers];
  const text = of === null ? OF_ALL : "reps" in of ? OF_REPS : OF_CUSTOMERS;
  const columns = (await fetchColumns(database.pool, { text, values, columns: COLUMNS }, signal)) as Columns;
  const [customers, repIds, externalIds, roles, shares, starts, ends, endedOfItself] = columns;
  return customers.map((customerId, place) => ({
    customerId,
    repId: repIds[place]!,
    externalId: externalIds[place]!,
    role: roles[place]!,
    share: shares[place]!,
    startsOn: starts[place]!,
    endsOn: ends[place]!,
    endedOfItself: endedOfItself[place]!,
  }));
}

const SERVED = `
  select a.rep_id::text as "repId", a.role, count(*)::integer as customers from assignment a
  where ${IN_DAYS("a")} and ($3::bigint[] is null or a.rep_id = any ($3::bigint[]))
  group by a.rep_id, a.role`;

/** In which roles reps hold customers on any of the days, role by role; of all reps when null. */
export async function rolesServed(
  { database, signal }: Context,
  { from, to, reps }: { readonly from: Day; readonly to: Day; readonly reps: readonly string[] | null },
): Promise<RoleServed[]> {
  return (await runCancellable<RoleServed>(database.pool, { text: SERVED, values: [from, to, reps] }, signal)).rows;
}

import type { Day, Period } from "../../../kernel/calendar";
import { fetchColumns } from "../../../platform/database/columns";
import { runCancellable } from "../../../platform/database/cancellable";
import type { Context } from "../../../platform/graphql/context";
import { merged } from "../../../records/customers/merged.queries";
import { countedOf } from "../../../value/won.queries";
import type { Merges } from "./calc/account";
import type { Held } from "./calc/event-credit";
import type { FactsAsked } from "./event-facts.queries";

const IN_PERIOD = `a.starts_on < $2::date and coalesce(a.ends_on, 'infinity'::date) > $1::date`;

const held = (customers: string | null): string => `
  with recursive ${merged("$3::date")}, ${countedOf(customers)}
  select a.customer_id::text as customer, a.rep_id::text as rep, rep.external_id, a.role, a.share, a.starts_on, a.ends_on
  from assignment a join scope s on s.id = a.customer_id join rep on rep.id = a.rep_id
  where ${IN_PERIOD} and a.recorded_at <= coalesce($4::timestamptz, 'infinity')`;

const OF_ALL = held(null);
const OF_SOME = held("$5::bigint[]");

const COLUMNS = ["customer", "rep", "external_id", "role", "share", "starts_on", "ends_on"];
type Columns = [string[], string[], string[], string[], number[], Day[], (Day | null)[]];

/** Who served the accounts of customers in which role, on any day of a period. */
export async function teamsIn(
  { database, signal }: Context,
  { period, asOf, recordedAt, customers }: FactsAsked,
): Promise<Held[]> {
  const values: unknown[] = [period.start, period.end, asOf, recordedAt];
  const query =
    customers === null
      ? { text: OF_ALL, values, columns: COLUMNS }
      : { text: OF_SOME, values: [...values, customers], columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as Columns;
  const [accounts, reps, externalIds, roles, shares, starts, ends] = columns;
  return accounts.map((customerId, place) => ({
    customerId,
    repId: reps[place]!,
    externalId: externalIds[place]!,
    role: roles[place]!,
    share: shares[place]!,
    startsOn: starts[place]!,
    endsOn: ends[place]!,
  }));
}

const SERVED = `
  with recursive ${merged("$3::date")}
  select distinct coalesce(m.root_id, a.customer_id)::text from assignment a left join merged m on m.id = a.customer_id
  where ${IN_PERIOD} and a.rep_id = any ($4::bigint[])`;

/** The customers of which these reps served an account on any day of a period. */
export async function customersServed(
  { database, signal }: Context,
  reps: readonly string[],
  { start, end }: Period,
  asOf: Day,
): Promise<string[]> {
  const query = { text: SERVED, values: [start, end, asOf, reps], rowMode: "array" };
  return (await runCancellable<[id: string]>(database.pool, query, signal)).rows.map(([id]) => id);
}

const MERGES = `
  select id::text, merged_into_id::text, merged_on from customer where merged_into_id is not null and merged_on <= $1::date`;

/** The accounts that were merged into others by a day. */
export async function mergesBy({ database, signal }: Context, asOf: Day): Promise<Merges> {
  const query = { text: MERGES, values: [asOf], rowMode: "array" };
  const { rows } = await runCancellable<[id: string, into: string, on: Day]>(database.pool, query, signal);
  return new Map(rows.map(([id, into, on]) => [id, { into, on }]));
}

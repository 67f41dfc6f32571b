import { type FieldPlace, layoutOf, missingIn } from "./layout";
import type { UpsertSpec } from "./spec";
import type { Part, Staging } from "./staging";

/** One step of writing the staged rows of one part: statement by statement, all rows at once. */
export type Statement = (staging: Staging, part: Part) => string;

/**
 * The statements that bring one part into the database, in their order. Each answers one row, how many staged rows it
 * created and updated anew, and unless nobody asks, marks them.
 */
export function statementsOf(spec: UpsertSpec, given: ReadonlySet<string>, marked: boolean): Statement[] {
  const also = spec.also ?? [];
  const links = [...layoutOf(spec).values()].filter(({ name, linked }) => linked && given.has(name));
  const marking = marked || also.length > 0 || links.length > 0;
  return [
    marking ? (staging, part) => markMerged(staging, merge(staging, part, marked)) : countMerged,
    ...(links.length > 0 ? [linkWithin(links)] : []),
    ...also.map(
      (statement): Statement =>
        (staging, part) =>
          markChanged(staging, statement({ rows: rowsOf(staging, part), given: part.given })),
    ),
  ];
}

const rowsOf = ({ table }: Staging, { from, to }: Part): string =>
  `(select * from ${table} where ordinal >= ${from} and ordinal < ${to})`;

/** What one column of the table gets. */
interface Write {
  readonly column: string;
  /** SQL over the staged row */
  readonly value: string;
  /** a stored row gets it, too */
  readonly changes: boolean;
}

/** The table's own columns: new rows inserted, others updated where they differ. */
function merge(staging: Staging, part: Part, ordered: boolean): string {
  const { spec } = staging;
  const places = [...layoutOf(spec).values()].filter(
    ({ name, stored, linked }) => part.given.has(name) && stored !== null && !linked,
  );
  const source = `${rowsOf(staging, part)} s ${joinsOf(places)}`;
  const writes = writesOf(spec, places);
  return missingIn(spec, part.given) ? updateOnly(spec, writes, source) : insertOrUpdate(spec, writes, source, ordered);
}

function writesOf(spec: UpsertSpec, places: readonly FieldPlace[]): Write[] {
  const given = places.map((place) => ({
    column: place.stored ?? "",
    value: orDefault(spec, place),
    changes: place.name !== "externalId",
  }));
  const implied = places.flatMap(({ name }) => Object.entries(spec.implied?.[name] ?? {}));
  const written = [...given, ...implied.map(([column, value]) => ({ column, value, changes: true }))];
  const missing = Object.entries(spec.whenNew ?? {}).filter(([column]) => written.every((w) => w.column !== column));
  return [...written, ...missing.map(([column, value]) => ({ column, value, changes: false }))];
}

function insertOrUpdate({ table }: UpsertSpec, writes: readonly Write[], source: string, ordered: boolean): string {
  const changing = writes
    .filter(({ changes }) => changes)
    .map(({ column }) => ({ column, value: `excluded.${column}` }));
  return `
    insert into ${table} as stored (${writes.map(({ column }) => column).join(", ")})
    select ${writes.map(({ value }) => value).join(", ")} from ${source} ${ordered ? "order by s.external_id" : ""}
    on conflict (external_id) do
      ${changing.length === 0 ? "nothing" : `update set ${assign(changing)} where ${differ(changing)}`}
    returning stored.external_id, stored.xmax = 0 as created`;
}

/** Rows that lack what a new row needs are all stored already; an insert would refuse them before it saw the conflict. */
function updateOnly({ table }: UpsertSpec, writes: readonly Write[], source: string): string {
  const changing = writes.filter(({ changes }) => changes);
  if (changing.length === 0) return `select ''::text as external_id, false as created where false`;
  return `
    update ${table} stored set ${assign(changing)} from ${source}
    where stored.external_id = s.external_id and ${differ(changing)}
    returning stored.external_id, false as created`;
}

type Change = Pick<Write, "column" | "value">;

const assign = (changes: readonly Change[]): string =>
  [...changes.map(({ column, value }) => `${column} = ${value}`), "version = stored.version + 1"].join(", ");

const differ = (changes: readonly Change[]): string =>
  `(${changes.map(({ column }) => `stored.${column}`).join(", ")})
   is distinct from (${changes.map(({ value }) => value).join(", ")})`;

/** A column with a default is never cleared: null gives it the default again. */
function orDefault(spec: UpsertSpec, { stored, value }: FieldPlace): string {
  const fallback = stored === null ? undefined : spec.whenNew?.[stored];
  return fallback === undefined ? value : `coalesce(${value}, ${fallback})`;
}

const joinsOf = (places: readonly FieldPlace[]): string =>
  places
    .filter(({ references }) => references !== null)
    .map(({ name, staged, references: to }) => `left join ${to} "to_${name}" on "to_${name}".external_id = s.${staged}`)
    .join(" ");

const countMerged: Statement = (staging, part) => `
  with merged as (${merge(staging, part, false)})
  select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged`;

const markMerged = ({ table }: Staging, statement: string): string => `
  with merged as (${statement}), marked as (
    update ${table} s set merge_status = case when merged.created then 'CREATED' else 'UPDATED' end
    from merged where merged.external_id = s.external_id returning merged.created
  )
  select count(*) filter (where created) as created, count(*) filter (where not created) as updated from marked`;

/** A row that an earlier statement created or updated counts no second time. */
const markChanged = ({ table }: Staging, statement: string): string => `
  with changed as (${statement}), marked as (
    update ${table} s set merge_status = 'UPDATED'
    where s.merge_status is null and s.ordinal in (select ordinal from changed) returning s.ordinal
  )
  select 0 as created, count(*) as updated from marked`;

/** References to rows of the same table, and what is tied to them, follow when all of the load's rows are there. */
const linkWithin =
  (places: readonly FieldPlace[]): Statement =>
  (staging, part) => {
    const { table } = staging.spec;
    const changes = places.map((place) => ({ column: place.stored ?? "", value: place.value }));
    return markChanged(
      staging,
      `update ${table} stored
       set ${changes.map(({ column, value }) => `${column} = ${value}`).join(", ")},
           version = stored.version + (s.merge_status is null)::integer
       from ${rowsOf(staging, part)} s ${joinsOf(places)}
       where stored.external_id = s.external_id and ${differ(changes)}
       returning s.ordinal`,
    );
  };

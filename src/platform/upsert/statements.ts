import { type FieldPlace, layoutOf, missingIn, selfReferences } from "./layout";
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
  const links = selfReferences(spec, given);
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

/** The table's own columns: new rows inserted, others updated where they differ. */
function merge(staging: Staging, part: Part, ordered: boolean): string {
  const { spec } = staging;
  const places = [...layoutOf(spec).values()].filter(
    ({ name, stored, references }) => part.given.has(name) && stored !== null && references !== spec.table,
  );
  const source = `${rowsOf(staging, part)} s ${places
    .filter(({ references }) => references !== null)
    .map(joinOf)
    .join(" ")}`;
  return missingIn(spec, part.given) ? updateOnly(spec, places, source) : insertOrUpdate(spec, places, source, ordered);
}

function insertOrUpdate(spec: UpsertSpec, places: readonly FieldPlace[], source: string, ordered: boolean): string {
  const defaults = Object.entries(spec.whenNew ?? {}).filter(([column]) => places.every((p) => p.stored !== column));
  const columns = [...places.map(({ stored }) => stored), ...defaults.map(([column]) => column)];
  const values = [...places.map((place) => orDefault(spec, place)), ...defaults.map(([, value]) => value)];
  const changing = places.filter(({ name }) => name !== "externalId");
  const before = changing.map(({ stored }) => `stored.${stored}`);
  const after = changing.map(({ stored }) => `excluded.${stored}`);
  return `
    insert into ${spec.table} as stored (${columns.join(", ")})
    select ${values.join(", ")} from ${source} ${ordered ? "order by s.external_id" : ""}
    on conflict (external_id) do
      ${changing.length === 0 ? "nothing" : `update set ${assign(changing, after)} where ${differ(before, after)}`}
    returning stored.external_id, stored.xmax = 0 as created`;
}

/** Rows that lack what a new row needs are all stored already; an insert would refuse them before it saw the conflict. */
function updateOnly(spec: UpsertSpec, places: readonly FieldPlace[], source: string): string {
  const changing = places.filter(({ name }) => name !== "externalId");
  if (changing.length === 0) return `select ''::text as external_id, false as created where false`;
  const before = changing.map(({ stored }) => `stored.${stored}`);
  const after = changing.map((place) => orDefault(spec, place));
  return `
    update ${spec.table} stored set ${assign(changing, after)} from ${source}
    where stored.external_id = s.external_id and ${differ(before, after)}
    returning stored.external_id, false as created`;
}

const assign = (places: readonly FieldPlace[], values: readonly string[]): string =>
  [...places.map(({ stored }, index) => `${stored} = ${values[index]}`), "version = stored.version + 1"].join(", ");

const differ = (before: readonly string[], after: readonly string[]): string =>
  `(${before.join(", ")}) is distinct from (${after.join(", ")})`;

const valueOf = ({ name, staged, references }: FieldPlace): string =>
  references === null ? `s.${staged}` : `"to_${name}".id`;

/** A column with a default is never cleared: null gives it the default again. */
function orDefault(spec: UpsertSpec, place: FieldPlace): string {
  const fallback = place.stored === null ? undefined : spec.whenNew?.[place.stored];
  return fallback === undefined ? valueOf(place) : `coalesce(${valueOf(place)}, ${fallback})`;
}

const joinOf = ({ name, staged, references }: FieldPlace): string =>
  `left join ${references} "to_${name}" on "to_${name}".external_id = s.${staged}`;

const countMerged: Statement = (staging, part) => `
  with merged as (${merge(staging, part, false)})
  select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged`;

const markMerged = ({ table }: Staging, statement: string): string => `
  with merged as (${statement}), marked as (
    update ${table} s set status = case when merged.created then 'CREATED' else 'UPDATED' end
    from merged where merged.external_id = s.external_id returning merged.created
  )
  select count(*) filter (where created) as created, count(*) filter (where not created) as updated from marked`;

/** A row that an earlier statement created or updated counts no second time. */
const markChanged = ({ table }: Staging, statement: string): string => `
  with changed as (${statement}), marked as (
    update ${table} s set status = 'UPDATED'
    where s.status is null and s.ordinal in (select ordinal from changed) returning s.ordinal
  )
  select 0 as created, count(*) as updated from marked`;

/** References to rows of the same table follow when all of the load's rows are there. */
const linkWithin =
  (places: readonly FieldPlace[]): Statement =>
  (staging, part) => {
    const { table } = staging.spec;
    const before = places.map(({ stored }) => `stored.${stored}`);
    const after = places.map(valueOf);
    const assigned = places.map(({ stored }, index) => `${stored} = ${after[index]}`);
    return markChanged(
      staging,
      `update ${table} stored set ${assigned.join(", ")}, version = stored.version + (s.status is null)::integer
       from ${rowsOf(staging, part)} s ${places.map(joinOf).join(" ")}
       where stored.external_id = s.external_id and ${differ(before, after)}
       returning s.ordinal`,
    );
  };

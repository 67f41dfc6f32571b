import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import type { Fault } from "./faults";
import { layoutOf, missingIn } from "./layout";
import type { Part, Staging } from "./staging";

/** Tables of the load whose staged rows will be there before they are needed: table → staging table. */
export type Ahead = ReadonlyMap<string, string>;

interface Found {
  readonly ordinal: number;
  readonly line: number;
  readonly value: string;
}

/** What is wrong with staged rows beyond their own values: set by set, whatever their number. */
export async function checkStaged(tx: EntityManager, staging: Staging, ahead: Ahead): Promise<Fault[]> {
  return [
    ...(await findDuplicates(tx, staging)),
    ...(await findIncomplete(tx, staging)),
    ...(await findUnknown(tx, staging, ahead)),
  ];
}

/** Rows that share an external id: none of them is known to be the right one. */
export async function findDuplicates(tx: EntityManager, staging: Staging): Promise<Fault[]> {
  const { spec, table } = staging;
  const places = [...layoutOf(spec).values()];
  const found: (Found & { twinOrdinal: number; twinLine: number; differing: string[] })[] = await tx.query(`
    with shared as (select external_id from ${table} group by external_id having count(*) > 1),
    paired as (
      select ${table}.*, coalesce(lag(ordinal) over same, lead(ordinal) over same) as twin
      from ${table} join shared using (external_id) window same as (partition by external_id order by ordinal))
    select s.ordinal, s.line, s.external_id as value, t.ordinal as "twinOrdinal", t.line as "twinLine",
           array_remove(array[${places
             .map(({ name, staged }) => `case when s.${staged} is distinct from t.${staged} then '${name}' end`)
             .join(", ")}], null) as differing
    from paired s join paired t on t.ordinal = s.twin
    order by s.ordinal`);
  return found.map(({ twinOrdinal, twinLine, differing, ...row }) => {
    const given = [row.ordinal, twinOrdinal].map((ordinal) => partOf(staging, ordinal).given);
    const contradicted = differing.find((name) => given.every((fields) => fields.has(name)));
    return {
      ...row,
      code: "DUPLICATE",
      field: "externalId",
      message: `must be unique within a load${contradicted === undefined ? "" : `, and its ${contradicted} differs`}`,
      twin: { ordinal: twinOrdinal, line: twinLine },
    };
  });
}

const partOf = ({ parts }: Staging, ordinal: number): Part =>
  must(
    parts.find(({ from, to }) => ordinal >= from && ordinal < to),
    "every staged row came with a part",
  );

/** New rows of a load that does not give what a new row needs. */
export async function findIncomplete(tx: EntityManager, { spec, table, parts }: Staging): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { given, from, to } of parts) {
    const missing = missingIn(spec, given);
    if (!missing) continue;
    const found: Found[] = await tx.query(`
      select ordinal, line, external_id as value from ${table} s
      where ordinal >= ${from} and ordinal < ${to}
        and not exists (select from ${spec.table} stored where stored.external_id = s.external_id)
      order by ordinal`);
    const message = `is missing, and a new ${spec.record} needs it`;
    faults.push(...found.map((row): Fault => ({ ...row, code: "INVALID", field: missing.name, message, twin: null })));
  }
  return faults;
}

/** References to records that are neither stored nor, as far as `ahead` and the record itself go, in the load. */
export async function findUnknown(tx: EntityManager, { spec, table, parts }: Staging, ahead: Ahead): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { name, staged, references } of layoutOf(spec).values()) {
    if (references === null || !parts.some(({ given }) => given.has(name))) continue;
    const arriving = references === spec.table ? table : ahead.get(references);
    const isIn = (source: string): string => `exists (select from ${source} r where r.external_id = s.${staged})`;
    const found: Found[] = await tx.query(`
      select ordinal, line, ${staged} as value from ${table} s
      where ${staged} is not null and not ${isIn(references)} ${arriving ? `and not ${isIn(arriving)}` : ""}
      order by ordinal`);
    const message = `names no ${references.replaceAll("_", " ")} that is stored or in this load`;
    faults.push(...found.map((row): Fault => ({ ...row, code: "NOT_FOUND", field: name, message, twin: null })));
  }
  return faults;
}

/** Rows that are written and must not stand, by the record's own rules. */
export async function findObjections(tx: EntityManager, { spec, table }: Staging): Promise<Fault[]> {
  const faults: Fault[] = [];
  // Of one row or of a million: they are looked for in different ways.
  if (spec.objections) await tx.query(`analyze ${table}`);
  for (const objection of spec.objections ?? []) {
    const found: (Found & Pick<Fault, "field" | "message">)[] = await tx.query(`${objection(table)} order by ordinal`);
    faults.push(...found.map((row): Fault => ({ ...row, code: "CONFLICT", twin: null })));
  }
  return faults;
}

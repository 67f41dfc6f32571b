import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { layoutOf } from "./layout";
import type { Part, Staging } from "./staging";

/**
 * Takes rows out of these parts that say nothing new: all they give is given, and the same, by an earlier row of the part,
 * or by a row of another part. What is left of rows that share an external id contradicts each other.
 *
 * @returns how many rows were taken out
 */
export async function keepDistinct(tx: EntityManager, staging: Staging, parts: readonly Part[]): Promise<number> {
  let removed = 0;
  const remove = async (statement: string): Promise<void> => {
    const [row]: { count: number }[] = await tx.query(
      `with gone as (${statement} returning true) select count(*)::integer as count from gone`,
    );
    removed += must(row, "an aggregate answers one row").count;
  };
  for (const part of parts) await remove(repeatedWithin(staging, part));
  for (const part of parts) {
    for (const other of staging.parts) if (saysAsMuch(other, part)) await remove(repeatedIn(staging, part, other));
  }
  return removed;
}

const saysAsMuch = (other: Part, part: Part): boolean =>
  other !== part && [...part.given].every((field) => other.given.has(field));

const columnsOf = ({ spec }: Staging, { given }: Part): string[] =>
  [...layoutOf(spec).values()].filter(({ name }) => given.has(name)).map(({ staged }) => staged);

const isIn = ({ from, to }: Part, row: string): string => `${row}.ordinal >= ${from} and ${row}.ordinal < ${to}`;

const repeatedWithin = (staging: Staging, part: Part): string => `
  delete from ${staging.table} s using (
    select f.ordinal, row_number() over (partition by ${columnsOf(staging, part)
      .map((column) => `f.${column}`)
      .join(", ")} order by f.ordinal) as time
    from ${staging.table} f where ${isIn(part, "f")}) f
  where s.ordinal = f.ordinal and f.time > 1`;

const repeatedIn = (staging: Staging, part: Part, other: Part): string => `
  delete from ${staging.table} s using ${staging.table} o
  where ${isIn(part, "s")} and ${isIn(other, "o")} and s.external_id = o.external_id
    and ${columnsOf(staging, part)
      .map((column) => `s.${column} is not distinct from o.${column}`)
      .join(" and ")}`;

import type { EntityManager } from "typeorm";

/** The first day, from `day` on, on which something of a rep begins; null when nothing does. */
export async function beginsLater(tx: EntityManager, repId: string, day: string): Promise<string | null> {
  const [{ first }]: [{ first: string | null }] = await tx.query(
    `select min(starts_on)::text as first
     from (select rep_id, starts_on from rep_position union all select rep_id, starts_on from assignment) begun
     where rep_id = $1 and starts_on >= $2::date`,
    [repId, day],
  );
  return first;
}

/** Ends the positions and assignments of a rep. */
export async function endServiceOn(tx: EntityManager, repId: string, day: string): Promise<void> {
  for (const table of ["rep_position", "assignment"]) {
    await tx.query(
      `update ${table} set ends_on = $2::date, version = version + 1
       where rep_id = $1 and (ends_on is null or ends_on > $2::date)`,
      [repId, day],
    );
  }
}

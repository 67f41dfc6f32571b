import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { Sql } from "../../platform/plan/record";
import { inForce } from "../../records/policy";

/**
 * Whose a play is: the rep it was given to by hand, as long as that is employed; else whoever holds the playbook's role for
 * the customer, of several who holds most. So it goes on with the successor when its owner leaves or the customer is handed
 * over, and nobody has to move it. A closed play stays with whose it was on the day it was closed. Null: it is the house's.
 */
export function ownerOf(play: string, today: Sql): Sql {
  const day = `coalesce(${play}.closed_on, ${today})`;
  return (
    `coalesce((select given.id from rep given where given.id = ${play}.rep_id ` +
    `and (given.left_on is null or given.left_on > ${day})), ` +
    `(select held.rep_id from assignment held where held.customer_id = ${play}.customer_id and held.role = ${play}.role ` +
    `and ${inForce("held", day)} order by held.share desc, held.rep_id limit 1))`
  );
}

/** The rep whose play it is on a day; null when it is the house's. */
export async function ownerOn(tx: EntityManager, play: string, day: Day): Promise<string | null> {
  const [row]: { owner: string | null }[] = await tx.query(
    `select ${ownerOf("play", "$2::date")}::text as owner from play where id = $1`,
    [play, day],
  );
  return must(row, "the play is locked").owner;
}

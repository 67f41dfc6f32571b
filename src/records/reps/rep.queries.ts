import type { Pool } from "pg";

/** The id of the rep with the company's own key; null when there is none. */
export async function findRepId(pool: Pool, externalId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>("select id from rep where external_id = $1", [externalId]);
  return rows[0]?.id ?? null;
}

/** The rep with the most people below on a day, and with the smaller key of two; null where nobody reports to anyone. */
export async function findTopLeader(
  pool: Pool,
  day: string,
): Promise<{ readonly externalId: string; readonly fullName: string } | null> {
  const { rows } = await pool.query<{ externalId: string; fullName: string }>(
    `select leader.external_id as "externalId", leader.full_name as "fullName"
       from reporting_line line
       join rep leader on leader.id = line.leader_id
      where line.rep_id <> line.leader_id and line.starts_on <= $1 and (line.ends_on is null or line.ends_on > $1)
      group by leader.id
      order by count(*) desc, leader.external_id
      limit 1`,
    [day],
  );
  return rows[0] ?? null;
}

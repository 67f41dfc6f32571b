import type { Day } from "../../src/kernel/calendar";
import type { Asked } from "../../src/value/about-customers.queries";
import type { TestDatabase } from "../support/database";

/** The first quarter of 2026, as far as it has happened by a day; 90 days. */
export const quarter = (asOf = "2026-06-30", end = "2026-04-01"): Asked => ({
  period: { start: "2026-01-01" as Day, end: end as Day },
  asOf: asOf as Day,
});

let keys = 0;

/** A fact with a key of its own. */
export const fact = <Said extends object>(said: Said): Said & { readonly externalId: string } => ({
  externalId: `fact ${++keys}`,
  ...said,
});

/** What was answered about customers, by their external ids. */
export async function byName<Known>(
  { owner }: TestDatabase,
  answers: ReadonlyMap<string, Known>,
): Promise<Record<string, Known>> {
  const { rows } = await owner.query<{ id: string; name: string }>("select id, external_id as name from customer");
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return Object.fromEntries([...answers].map(([id, known]) => [names.get(id)!, known]));
}

/** Makes one customer count as another from a day on. */
export const mergeInto = ({ owner }: TestDatabase, customer: string, into: string, on: string) =>
  owner.query(
    `update customer set merged_into_id = (select id from customer where external_id = $2), merged_on = $3
     where external_id = $1`,
    [customer, into, on],
  );

import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import {
  changes,
  type Comparison,
  comparisonValues,
  type Relationship,
  RELATIONSHIPS,
} from "../../value/changes/worth.queries";

export interface SumsAsked {
  readonly comparison: Comparison;
  /** what is told in another one is not added up */
  readonly currency: string;
  readonly role: string;
  readonly reps: readonly string[];
}

/** What customers that one rep holds whole were worth together, of those who changed alike; minor units as text. */
export type SummedRow = readonly [
  rep: string,
  /** a customer by itself, because its change does not add up with others'; null for the others together */
  apart: string | null,
  customers: number,
  opening: string,
  closing: string,
  returned: boolean | null,
  undecided: boolean,
  underContract: boolean,
];
const COLUMNS = ["rep", "apart", "customers", "opening", "closing", "returned", "undecided", "under_contract"];

/**
 * By the days of `changes` and $9, the currency, $10, the role, and $11, the reps. Apart stands who is held in part, and
 * whose worth is converted, netted of several accounts or currencies, or below zero before it is netted.
 */
const summed = (relationship: Relationship): string => `
  with recursive ${changes([relationship], () => "true")},
  netted as (
    select customer_id from change
    where currency <> $9::bpchar or account_id <> customer_id or opening < 0 or closing < 0
  ),
  held as (
    select a.rep_id, change.opening, change.closing, change.returned, change.undecided, change.under_contract,
      case when a.share < 10000 or change.customer_id in (select customer_id from netted) then change.customer_id end as apart
    from change join assignment a on a.customer_id = change.customer_id
    where a.role = $10 and a.starts_on <= $7::date and coalesce(a.ends_on, 'infinity'::date) > $7::date
      and a.rep_id = any ($11::bigint[])
  )
  select rep_id::text as rep, apart::text, count(*)::integer as customers, sum(opening)::text as opening,
    sum(closing)::text as closing, returned, undecided, under_contract
  from held
  group by rep_id, apart, returned, undecided, under_contract, closing > 0, sign(closing - opening)`;

/**
 * The changes of all customers that reps hold at the opening, added up rep by rep: one statement for what is under contract
 * and one for what is bought, side by side.
 */
export async function summedRows(
  { database, signal }: Context,
  { comparison, currency, role, reps }: SumsAsked,
): Promise<SummedRow[]> {
  const values = [...comparisonValues(comparison), currency, role, reps];
  const found = await Promise.all(
    RELATIONSHIPS.map((relationship) =>
      fetchColumns(database.pool, { text: summed(relationship), values, columns: COLUMNS }, signal),
    ),
  );
  return found.flatMap((columns) =>
    columns[0]!.map((_, place) => columns.map((column) => column[place]) as unknown as SummedRow),
  );
}

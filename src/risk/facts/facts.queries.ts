import type { Day } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { countedOf } from "../../value/won.queries";
import type { RiskFacts } from "../signals/signal";
import { mood, people, talk, voice } from "./contacts.queries";
import type { Family } from "./family";
import { breadth, rhythm, spend, terms } from "./purchases.queries";
import { type FoundRows, readFacts } from "./read-facts";
import { due, issues, REGISTERS, team } from "./service.queries";

/** The order in which their common table expressions build on each other. */
const FAMILIES: readonly Family[] = [rhythm, spend, breadth, terms, talk, mood, people, voice, issues, team, due];

const told = ({ name, columns }: Family): Sql =>
  `select root_id, '${name}', json_build_array(${columns.join(", ")}) from ${name}`;

const COLUMNS = ["id", "segment", "relationship", "registers", "facts"] as const;

/**
 * $1: asOf; $2: the definition's grace; $3: the customers asked for, left out of the statement about everybody. The families
 * meet in one group instead of joins: that is one pass, whatever the planner knows of them.
 */
const statement = (customers: Sql | null): Sql => `
  with recursive ${merged("$1::date")}, ${countedOf(customers)}, ${FAMILIES.map((family) => family.with).join(", ")},
  fact (root_id, family, told) as (${FAMILIES.map(told).join(" union all ")}),
  known (root_id, facts) as (select root_id, json_object_agg(family, told) from fact group by root_id)
  select c.id::text, c.segment, c.relationship, known.facts,
    case when row_number() over (order by c.id) = 1 then ${REGISTERS} end as registers
  from customer c left join known on known.root_id = c.id
  where c.id not in (select id from merged)${customers === null ? "" : ` and c.id = any (${customers})`}
  order by c.id`;

const OF_ALL = statement(null);
const OF_SOME = statement("$3::bigint[]");

/**
 * What is known of customers as of a day, by one statement, in the order of their keys. Those merged into others by then are
 * left out: their facts count as the others'. Nothing after the day is known. What a customer costs is told elsewhere.
 *
 * @param customers only these; all when null
 */
export async function riskFacts(
  { database, signal }: Context,
  asOf: Day,
  definition: RetentionDefinition,
  customers: readonly string[] | null,
): Promise<RiskFacts[]> {
  const values = [asOf, definition.graceDays];
  const query = customers === null ? { text: OF_ALL, values } : { text: OF_SOME, values: [...values, customers] };
  const columns = await fetchColumns(database.pool, { ...query, columns: COLUMNS }, signal);
  const found = Object.fromEntries(COLUMNS.map((name, index) => [name, columns[index]!])) as unknown as FoundRows;
  return readFacts(found, asOf, definition);
}

import type { QueryResult } from "pg";
import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import { runInOneSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { countedOf } from "../../value/won.queries";
import { REDUCED_BELOW } from "../models/calc/reduced-below";
import type { RiskFacts } from "../signals/signal";
import { mood, people, talk, voice } from "./contacts.queries";
import { type Family, rowsOfAll, rowsOfScope } from "./family";
import { rhythm, sold, spend } from "./purchases.queries";
import type { FoundTexts } from "./found";
import { readFacts } from "./read-facts";
import { review } from "./review.queries";
import { due, issues, REGISTERS, team } from "./service.queries";

/**
 * The families, in the order in which their common table expressions build on each other: in parts that share nothing and
 * take about as long as each other.
 */
const PARTS: readonly (readonly Family[])[] = [
  [sold],
  [rhythm, spend, due],
  [talk, mood, people, voice, review, issues, team],
];

/** A family column by column: the driver takes longer over a row and its strings than PostgreSQL over finding them. */
const told = ({ name, columns }: Family): Sql =>
  `(select json_build_array(${["root_id", ...columns].map((column) => `json_agg(${column})`).join(", ")})::text from ${name}) as ${name}`;

const SUBJECTS = `
  (select json_build_array(json_agg(id::text), json_agg(segment), json_agg(relationship))::text from subject) as subjects,
  ${REGISTERS}::text as registers`;

/**
 * $1: asOf; $2: the definition's grace; $3: below which share a renewal is one for less; $4: the customers asked for, left
 * out of the statement about everybody. Each family is read by itself instead of joined: that is one pass over each table,
 * whatever the planner knows of them. `asked` says what the parameters are where a part does without them.
 */
const statement = (families: readonly Family[], customers: Sql | null): Sql => `
  with recursive asked (as_of, grace, reduced_below) as (values ($1::date, $2::integer, $3::numeric)),
  ${merged("$1::date")}, ${countedOf(customers)}, ${families.map((family) => family.with(customers === null ? rowsOfAll : rowsOfScope)).join(", ")},
  subject as (
    select c.id, c.segment, c.relationship from customer c
    where c.id not in (select id from merged)${customers === null ? "" : ` and c.id = any (${customers})`}
    order by c.id
  )
  select ${[...(families.includes(rhythm) ? [SUBJECTS] : []), ...families.map(told)].join(",\n    ")}`;

const PARTS_OF_ALL = PARTS.map((part) => statement(part, null));
const PARTS_OF_MANY = PARTS.map((part) => statement(part, "$4::bigint[]"));
const OF_FEW = statement(PARTS.flat(), "$4::bigint[]");

/** So many customers are worth a connection for each part. */
const MANY = 500;

/**
 * Parts whose plan is the same however many are asked for are planned once by each connection: planning them takes about
 * a tenth of the time. What was sold is planned for those who are asked for.
 */
const keptAs = (part: number): { readonly name?: string } =>
  PARTS[part]!.includes(sold) ? {} : { name: `risk facts ${part}` };

/**
 * What is known of customers as of a day, in the order of their keys; each is told when it is asked for, so that few are
 * held at a time. Those merged into others by then are left out: their facts count as the others'. Nothing after the day is
 * known. What a customer costs is told elsewhere.
 *
 * It is one set-based statement; of many customers its parts run side by side, and see one moment.
 *
 * @param customers only these; all when null
 */
export async function riskFactsInTurn(
  { database, signal }: Context,
  asOf: Day,
  definition: RetentionDefinition,
  customers: readonly string[] | null,
): Promise<Iterable<RiskFacts>> {
  const values = [asOf, definition.graceDays, REDUCED_BELOW, ...(customers === null ? [] : [customers])];
  const parts = async (texts: readonly Sql[]): Promise<readonly QueryResult<FoundTexts>[]> => {
    const [first, ...others] = texts.map((text, part) => ({ ...(customers && keptAs(part)), text, values }));
    return runInOneSnapshot<FoundTexts>(database.pool, [first!, ...others], signal);
  };
  const found =
    customers !== null && customers.length < MANY
      ? [await runCancellable<FoundTexts>(database.pool, { text: OF_FEW, values }, signal)]
      : await parts(customers === null ? PARTS_OF_ALL : PARTS_OF_MANY);
  return readFacts(Object.assign({}, ...found.map(({ rows }) => rows[0])) as FoundTexts, asOf, definition);
}

/** The same, all at once. */
export const riskFacts = async (...asked: Parameters<typeof riskFactsInTurn>): Promise<RiskFacts[]> => [
  ...(await riskFactsInTurn(...asked)),
];

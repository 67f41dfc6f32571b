import { createHash } from "node:crypto";
import type { QueryConfig } from "pg";
import type { Day } from "../../kernel/calendar";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { countedOf } from "../../value/won.queries";
import { REDUCED_BELOW } from "../models/calc/reduced-below";
import { competitor, mood, people, talk, voice } from "./contacts.queries";
import { type Family, type RowsOf, rowsOfAll, rowsOfScope } from "./family";
import type { FamilyName, FamilyTexts, SubjectTexts } from "./found";
import { rhythm, sold, spend } from "./purchases.queries";
import { review } from "./review.queries";
import { due, issues, REGISTERS, team } from "./service.queries";

/**
 * The families, in the order in which their common table expressions build on each other: in parts that share nothing and
 * take about as long as each other.
 */
const PARTS: readonly (readonly Family[])[] = [
  [sold],
  [rhythm, spend, due],
  [talk, mood, people, voice, competitor, review, issues, team],
];

export const FAMILIES: readonly Family[] = PARTS.flat();
export const FAMILY = Object.fromEntries(FAMILIES.map((family) => [family.name, family])) as Readonly<
  Record<FamilyName, Family>
>;

/** A family column by column: the driver takes longer over a row and its strings than PostgreSQL over finding them. */
const told = ({ name, columns }: Family): Sql =>
  `(select json_build_array(${["root_id", ...columns].map((column) => `json_agg(${column})`).join(", ")})::text from ${name}) as ${name}`;

const subjects = (whom: Sql): Sql => `
  (select json_build_array(json_agg(id::text), json_agg(segment), json_agg(relationship))::text from (
    select c.id, c.segment, c.relationship from customer c where c.id not in (select id from merged) and ${whom} order by c.id
  ) subject) as subjects,
  ${REGISTERS}::text as registers`;

const SOME = "$4::bigint[]";

/**
 * $1: asOf; $2: the definition's grace; $3: below which share a renewal is one for less; $4: the customers asked for, left
 * out of the statement about everybody. Each family is read by itself instead of joined: that is one pass over each table,
 * whatever the planner knows of them. `asked` says what the parameters are where a part does without them.
 */
const statement = (families: readonly Family[], scope: Sql, rows: RowsOf, tells: readonly Sql[] = []): Sql => `
  with recursive asked (as_of, grace, reduced_below) as (values ($1::date, $2::integer, $3::numeric)),
  ${[merged("$1::date"), scope, ...families.map((family) => family.with(rows))].join(", ")}
  select ${[...tells, ...families.map(told)].join(",\n    ")}`;

const EVERYBODY = countedOf(null);
const PARTS_OF_ALL = PARTS.map((part, place) =>
  statement(part, EVERYBODY, rowsOfAll, place === 0 ? [subjects("true")] : []),
);

const THEM = countedOf(SOME);
const SUBJECTS = subjects(`c.id = any (${SOME})`);
const OF_FEW = statement(FAMILIES, THEM, rowsOfScope, [SUBJECTS]);
const SUBJECTS_OF_MANY = statement([], THEM, rowsOfScope, [SUBJECTS]);

const TEXTS = new Map(FAMILIES.map((family) => [family, statement([family], THEM, rowsOfScope)]));

/** What changes with any of the statements: rows that others read are none of theirs. */
export const READ_BY = createHash("sha256").update(OF_FEW).digest("hex").slice(0, 16);

/** By what facts are read. */
export interface FactsQuestion {
  readonly asOf: Day;
  readonly definition: RetentionDefinition;
}

const valuesOf = ({ asOf, definition }: FactsQuestion): unknown[] => [asOf, definition.graceDays, REDUCED_BELOW];

export const subjectsQuery = (question: FactsQuestion, customers: readonly string[]): QueryConfig => ({
  ...{ name: "risk subjects", text: SUBJECTS_OF_MANY, values: [...valuesOf(question), customers] },
});

/**
 * The rows of one family. Where the plan for anybody is as good as one for those who are asked for, a connection takes it
 * from the sixth time on, and plans no more. What was sold is planned for those who are asked for.
 */
export const familyQuery = (family: Family, question: FactsQuestion, customers: readonly string[]): QueryConfig => ({
  ...(family === sold ? {} : { name: `risk facts: ${family.name}` }),
  ...{ text: TEXTS.get(family)!, values: [...valuesOf(question), customers] },
});

/** So many customers are worth several statements, and connections. */
const MANY = 500;

export const isFew = (customers: readonly string[] | null): boolean => customers !== null && customers.length < MANY;

/**
 * What the record says of customers as of a day: family by family. Those merged into others by then are left out: their
 * facts count as the others'. Nothing after the day is known.
 *
 * @param customers only these; all when null
 */
export function factsQueries(question: FactsQuestion, customers: readonly string[] | null): readonly QueryConfig[] {
  const values = valuesOf(question);
  if (customers === null) return PARTS_OF_ALL.map((text) => ({ text, values }));
  if (isFew(customers)) return [{ text: OF_FEW, values: [...values, customers] }];
  return [subjectsQuery(question, customers), ...FAMILIES.map((family) => familyQuery(family, question, customers))];
}

/** @param rows one of each statement */
export const textsIn = (rows: readonly unknown[]): FamilyTexts & SubjectTexts =>
  Object.assign({}, ...rows) as FamilyTexts & SubjectTexts;

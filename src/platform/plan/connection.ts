import { getNamedType, type FieldNode, type GraphQLObjectType } from "graphql";
import type { PlannedType } from "./catalog";
import { filterSql } from "./filter";
import { cursorSql, orderBy } from "./keyset";
import { pageOf, type Page } from "./page";
import type { Sql } from "./record";
import { named, objectSql, selectionOf, type Column, type Compilation, type Selected } from "./selection";

/** A list of records before it is cut into pages. */
export interface List {
  readonly target: PlannedType;
  readonly row: string;
  /** ties the rows to their parent, or says who sees them */
  readonly where: Sql;
  /** the columns that a selection asks of a row */
  readonly node: (nodes: readonly FieldNode[]) => Column[];
}

interface Rows extends List {
  readonly page: Page;
  /** table and conditions without the cursors' bounds: the whole list */
  readonly whole: Sql;
  /** one more row than asked for is fetched, to know whether the list goes on */
  readonly looksAhead: boolean;
}

/** One page of a growing list as one JSON object, in the shape of the Relay cursor connections specification. */
export function connectionSql(c: Compilation, list: List, call: Selected): Sql {
  const { target, row, where } = list;
  const parts = fieldsOf(c, call);
  const page = pageOf(c, target, row, call);
  const conditions = [where, ...filterSql(c, target, row, call)].join(" and ");
  const asked = new Set(
    parts
      .filter(({ definition }) => definition.name === "pageInfo")
      .flatMap((part) => fieldsOf(c, part).map(({ definition }) => definition.name)),
  );
  const looksAhead = asked.has(page.backward ? "hasPreviousPage" : "hasNextPage");
  const rows: Rows = { ...list, page, whole: `from ${target.table.name} ${row} where ${conditions}`, looksAhead };

  const numbered = [`row_number() over () as n`];
  if (asked.has("startCursor") || asked.has("endCursor")) numbered.push(`${cursorSql(page.order, row)} as cursor`);
  const edges: Sql[] = [];
  const columns = parts.map((part) => {
    switch (part.definition.name) {
      case "edges":
        edges.push(`${edgeSql(c, rows, part)} as edge${edges.length}`);
        return named(collected(rows, `e.edge${edges.length - 1}`), part.key);
      case "pageInfo":
        return named(pageInfoSql(c, rows, part), part.key);
      default:
        return named(`(select count(*) ${rows.whole})`, part.key);
    }
  });
  // Having makes it one row also where no column is an aggregate, such as totalCount alone.
  const from = `from (select ${[...numbered, ...edges].join(", ")} from ${cutSql(rows)} ${row}) e having true`;
  return objectSql(columns, from);
}

const fieldsOf = (c: Compilation, { definition, nodes }: Selected): Selected[] =>
  selectionOf(c, getNamedType(definition.type) as GraphQLObjectType, nodes);

/** The page's rows in walking order: bounds and limit are applied before anything of a row is computed. */
function cutSql({ row, page, whole, looksAhead }: Rows): Sql {
  const bounds = [page.after, page.before].filter((bound) => bound !== null).map((bound) => ` and ${bound}`);
  const order = orderBy(page.order, page.walk, row);
  return `(select ${row}.* ${whole}${bounds.join("")} order by ${order} limit ${looksAhead ? page.size + 1 : page.size})`;
}

function edgeSql(c: Compilation, { row, page, looksAhead, node }: Rows, edges: Selected): Sql {
  const columns = fieldsOf(c, edges).map((part) =>
    named(part.definition.name === "cursor" ? cursorSql(page.order, row) : objectSql(node(part.nodes)), part.key),
  );
  const edge = objectSql(columns);
  return looksAhead ? `case when row_number() over () <= ${page.size} then ${edge} end` : edge;
}

function collected({ page, looksAhead }: Rows, edge: Sql): Sql {
  const order = page.backward ? " order by e.n desc" : "";
  const within = looksAhead ? ` filter (where e.n <= ${page.size})` : "";
  return `coalesce(json_agg(${edge}${order})${within}, '[]')`;
}

function pageInfoSql(c: Compilation, rows: Rows, part: Selected): Sql {
  const { page } = rows;
  // Backward, PostgreSQL feeds all aggregates in the order that the edges ask for: cursors must ask for theirs.
  const cursors = `(array_agg(e.cursor${page.backward ? " order by e.n" : ""}))`;
  // count(*) would belong to the sub-select around it: only an argument ties an aggregate to the page's rows.
  const nearest = `least(${page.size}, 1)`;
  const furthest = `least(${page.size}, count(e.n))`;
  const more = `count(e.n) > ${page.size}`;
  const values: Readonly<Record<string, Sql>> = {
    hasNextPage: page.backward ? besides(rows, page.before) : more,
    hasPreviousPage: page.backward ? more : besides(rows, page.after),
    startCursor: `${cursors}[${page.backward ? furthest : nearest}]`,
    endCursor: `${cursors}[${page.backward ? nearest : furthest}]`,
  };
  const columns = fieldsOf(c, part).map(({ key, definition }) => named(values[definition.name]!, key));
  return objectSql(columns);
}

/** Whether the list has rows on the far side of a cursor, its own row included; false without a cursor. */
const besides = ({ whole }: Rows, bound: Sql | null): Sql =>
  bound ? `exists (select ${whole} and (${bound}) is not true)` : "false";

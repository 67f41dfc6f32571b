import { type Connection, type PageArgs, PageInfoType } from "../graphql/connection.type";
import { orderTag, readCursor, type Sorted } from "./keyset";
import { sizeOf } from "./page";

/** Where a row stands: the greatest value comes first, equal ones follow their keys. */
export interface Place {
  readonly value: bigint;
  /** the key of a stored record: digits */
  readonly id: string;
}

/** A list that code has computed, in any order. */
export interface ComputedList<Row> {
  /** names the list inside cursors, so that a cursor of another list is refused */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly placeOf: (row: Row) => Place;
}

/**
 * A page of a computed list, as the planner cuts one out of a table: by the algorithm of the Relay Cursor Connections
 * Specification, §4.4. A cursor is a place and stays one when its row is gone; `before` ahead of `after` is an empty page.
 *
 * @param field names the list in refusals
 * @throws BAD_USER_INPUT for `first` with `last`, a size outside 0…200, and a cursor of another list
 */
export function listPage<Row>(list: ComputedList<Row>, args: PageArgs, field: string): Connection<Row> {
  const size = sizeOf({ ...args }, field);
  const sorted: Sorted = { key: { type: "bigint", nullable: false }, tag: orderTag(list.name, "VALUE", "DESC") };
  const placed = list.rows
    .map((node) => ({ node, place: list.placeOf(node) }))
    .sort((one, other) => compare(one.place, other.place));
  const after = placeIn(args, "after", sorted);
  const before = placeIn(args, "before", sorted);
  const between = placed.filter(
    ({ place }) => (!after || compare(place, after) > 0) && (!before || compare(place, before) < 0),
  );
  const backward = args.last != null;
  const page = backward ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size);
  const edges = page.map(({ node, place }) => ({ node, cursor: cursorOf(place, sorted) }));
  const more = between.length > page.length;
  return {
    edges,
    totalCount: placed.length,
    pageInfo: Object.assign(new PageInfoType(), {
      hasNextPage: backward ? !!before && placed.some(({ place }) => compare(place, before) >= 0) : more,
      hasPreviousPage: backward ? more : !!after && placed.some(({ place }) => compare(place, after) <= 0),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
  };
}

const compare = (one: Place, other: Place): number => descending(one.value, other.value) || ascending(one.id, other.id);

const descending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);

const ascending = (a: string, b: string): number => Number(BigInt(a) - BigInt(b));

function placeIn(args: PageArgs, argument: "after" | "before", sorted: Sorted): Place | null {
  const cursor = args[argument];
  if (cursor == null) return null;
  const { value, id } = readCursor(cursor, sorted, argument);
  return { value: BigInt(value!), id };
}

const cursorOf = ({ value, id }: Place, { tag }: Sorted): string =>
  Buffer.from(JSON.stringify([tag, String(value), id])).toString("base64url");

import { must } from "../../kernel/invariant";
import { refusal } from "../graphql/errors";
import type { PlannedType } from "./catalog";
import type { Compilation, Selected } from "./selection";
import { beyondSql, orderTag, readCursor, reversed, type Direction, type Order } from "./keyset";
import type { Sql } from "./record";
import type { Arguments } from "./statement";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 200;

/** How a page is cut out of a list: forward from `after`, or, with `last`, backward from `before`. */
export interface Page {
  readonly order: Order;
  readonly backward: boolean;
  /** the direction in which rows are fetched */
  readonly walk: Direction;
  /** how many rows at most; a number in the text, as PostgreSQL plans twenty rows otherwise than all of them */
  readonly size: number;
  /** rows behind the `after` cursor; null without one */
  readonly after: Sql | null;
  /** rows ahead of the `before` cursor; null without one */
  readonly before: Sql | null;
}

export function pageOf(c: Compilation, target: PlannedType, row: string, call: Selected): Page {
  const args = c.statement.argumentsOf(call);
  const order = orderOf(target, args);
  const backward = args.last != null;
  const bound = (argument: "after" | "before", direction: Direction): Sql | null => {
    if (args[argument] == null) return null;
    const part = (of: "value" | "id", type: string) =>
      c.statement.parameter(
        type,
        (_, argumentsOf) => readCursor(argumentsOf(call)[argument] as string, order, argument)[of],
      );
    return beyondSql(order, direction, row, part("value", order.key.type), part("id", "bigint"));
  };
  return {
    order,
    backward,
    walk: backward ? reversed(order.direction) : order.direction,
    size: sizeOf(args, call.definition.name),
    after: bound("after", order.direction),
    before: bound("before", reversed(order.direction)),
  };
}

function orderOf(target: PlannedType, { orderBy }: Arguments): Order {
  const asked = orderBy as { field: string; direction: Direction } | undefined;
  const [field, key] = asked
    ? ([asked.field, target.orders.get(asked.field)] as const)
    : must([...target.orders][0], `${target.name} has no order`);
  const direction = asked?.direction ?? target.record.defaultDirection ?? "ASC";
  return {
    key: must(key, `${target.name} can be sorted by ${field}`),
    direction,
    tag: orderTag(target.name, field, direction),
  };
}

/** @throws BAD_USER_INPUT for `first` with `last`, and for a size outside 0…200 */
export function sizeOf({ first, last }: Arguments, field: string): number {
  if (first != null && last != null) {
    throw refusal("BAD_USER_INPUT", `${field}: first and last were both given; ask for one of them.`);
  }
  const size = (first ?? last ?? DEFAULT_PAGE) as number;
  if (size >= 0 && size <= LARGEST_PAGE) return size;
  const argument = first != null ? "first" : "last";
  throw refusal(
    "BAD_USER_INPUT",
    `${field}: ${argument} is ${size}; ask for 0 to ${LARGEST_PAGE} and follow the cursors.`,
  );
}

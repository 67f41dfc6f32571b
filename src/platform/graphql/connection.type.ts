import { ArgsType, Field, InputType, Int, ObjectType, type ClassType } from "type-graphql";
import { Computed } from "./computed";
import { graphEnum } from "./enum";

@ObjectType("PageInfo", { description: "Where a page stands in its list, as the Relay specification defines it." })
export class PageInfoType extends Computed {
  @Field(() => Boolean, { description: "Whether the list goes on behind this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether the list has rows before this page." })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first edge; null on an empty page." })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last edge; null on an empty page." })
  endCursor: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfoType;
  readonly totalCount: number;
}

/** The connection and edge types of a record, named after it. */
export function connectionType<Node extends object>(name: string, node: ClassType<Node>): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} at its place in a list.` })
  class Edge {
    @Field(() => String, { description: "Marks this place: pass it as `after` or `before` of the same list." })
    cursor: string;

    @Field(() => node, { description: "The record itself." })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} records.` })
  class Page {
    @Field(() => [Edge], { description: "The records of this page, in the list's order." })
    edges: Edge[];

    @Field(() => PageInfoType, { description: "Where this page stands in the list." })
    pageInfo: PageInfoType;

    @Field(() => Int, { description: "How many records the whole list holds." })
    totalCount: number;
  }
  return Page;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: "How many from the start, or behind `after`: 0 to 200; 20 when neither it nor `last` is given.",
  })
  first?: number;

  @Field(() => String, { nullable: true, description: "A cursor of this list: only what comes behind it." })
  after?: string;

  @Field(() => Int, {
    nullable: true,
    description: "How many from the end, or ahead of `before`: 0 to 200. Not together with `first`.",
  })
  last?: number;

  @Field(() => String, { nullable: true, description: "A cursor of this list: only what comes before it." })
  before?: string;
}

export const OrderDirection = graphEnum("OrderDirection", "Which way a list is sorted.", {
  ASC: "Rising; missing values come last.",
  DESC: "Falling; missing values come first.",
});
export type OrderDirection = keyof typeof OrderDirection;

export interface OrderBy<Field extends string> {
  readonly field: Field;
  readonly direction: OrderDirection;
}

/** The input that sorts a list of records by one of an enum's fields; the id breaks ties. */
export function orderInput<Value extends string>(
  name: string,
  fields: { readonly [value in Value]: value },
): ClassType<OrderBy<Value>> {
  @InputType(`${name}Order`, { description: `How a list of ${name} records is sorted. Equal ones follow their ids.` })
  class Order {
    @Field(() => fields, { description: "What to sort by." })
    field: Value;

    @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Which way." })
    direction: OrderDirection;
  }
  return Order;
}

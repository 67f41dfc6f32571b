import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";

@ObjectType("Product", { implements: NodeType, description: "Something the company sells." })
export class ProductType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => String, { description: "What it is called." })
  name: string;

  @Field(() => String, { nullable: true, description: "The series it belongs to; null outside any." })
  series: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its place in the series, 1 first: customers grow from step to step; null outside any.",
  })
  step: number | null;

  @Field(() => String, { nullable: true, description: "The company's own grouping; null without one." })
  category: string | null;
}

export const ProductConnection = connectionType("Product", ProductType);

import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";

@ObjectType("FxRate", { implements: NodeType, description: "What one unit of a currency is worth in another." })
export class FxRateType extends NodeType {
  @Field(() => String, { description: "The company's own key, or `base/quote/day` where it has none." })
  externalId: string;

  @Field(() => String, { description: "ISO 4217 code of the currency that is converted." })
  base: string;

  @Field(() => String, { description: "ISO 4217 code of the currency that it becomes." })
  quote: string;

  @Field(() => GraphQLDay, { description: "From this day on, until the next rate of the pair." })
  day: string;

  @Field(() => GraphQLDecimal, { description: "How many units of `quote` one unit of `base` is." })
  rate: string;
}

export const FxRateConnection = connectionType("FxRate", FxRateType);

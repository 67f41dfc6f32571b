import { IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";

@InputType("FxRateInput", { description: "What one unit of a currency is worth in another from a day on." })
export class FxRateInput {
  @Field(() => String, {
    nullable: true,
    description: "The company's own key; `base/quote/day` when it is not given. An existing rate of it is updated.",
  })
  @IsOptional()
  @IsNotEmpty()
  @MaxLength(200)
  externalId?: string;

  @Field(() => String, { description: "ISO 4217 code of the currency that is converted." })
  @IsISO4217CurrencyCode()
  base: string;

  @Field(() => String, { description: "ISO 4217 code of the currency that it becomes." })
  @IsISO4217CurrencyCode()
  quote: string;

  @Field(() => GraphQLDay, { description: "From this day on, until the next rate of the pair." })
  day: string;

  @Field(() => GraphQLDecimal, { description: "How many units of `quote` one unit of `base` is: more than 0." })
  rate: string;
}

@InputType("FxRateFilter", { description: "Which rates a list shows: all conditions hold." })
export class FxRateFilter {
  @Field(() => String, { nullable: true, description: "From this currency." })
  base?: string;

  @Field(() => String, { nullable: true, description: "Into this currency." })
  quote?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Of this day or later." })
  from?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Before this day." })
  before?: string;
}

export const FxRateOrderField = graphEnum("FxRateOrderField", "What rates can be sorted by.", { DAY: "The day." });

export const FxRateOrder = orderInput("FxRate", FxRateOrderField);

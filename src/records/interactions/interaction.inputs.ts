import { IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDecimal, GraphQLInstant } from "../../platform/graphql/scalars";
import { Channel, Direction, Expectation, InteractionKind, InteractionPoint } from "./interaction.type";

/** What happened, however it is told. */
@InputType({ description: "What happened between the company and a customer." })
abstract class InteractionContent {
  @Field(() => InteractionKind, { description: "What happened." })
  @IsIn(Object.keys(InteractionKind))
  kind: InteractionKind;

  @Field(() => Channel, { nullable: true, description: "How it travelled." })
  @IsOptional()
  @IsIn(Object.keys(Channel))
  channel?: Channel | null;

  @Field(() => Direction, { nullable: true, description: "Who turned to whom." })
  @IsOptional()
  @IsIn(Object.keys(Direction))
  direction?: Direction | null;

  @Field(() => InteractionPoint, { nullable: true, description: "Where in the customer's life." })
  @IsOptional()
  @IsIn(Object.keys(InteractionPoint))
  point?: InteractionPoint | null;

  @Field(() => GraphQLInstant, { description: "When it took place." })
  occurredAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When the customer asked." })
  @IsOptional()
  askedAt?: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When we answered." })
  @IsOptional()
  answeredAt?: string | null;

  @Field(() => Int, { nullable: true, description: "How the customer felt, −2 to +2." })
  @IsOptional()
  @Min(-2)
  @Max(2)
  sentiment?: number | null;

  @Field(() => Expectation, { nullable: true, description: "Against what the customer expected." })
  @IsOptional()
  @IsIn(Object.keys(Expectation))
  expectation?: Expectation | null;

  @Field(() => String, { nullable: true, description: "The competitor that the customer named." })
  @IsOptional()
  @MaxLength(500)
  competitor?: string | null;

  @Field(() => String, { nullable: true, description: "What was said." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;
}

@InputType("InteractionInput", {
  description: "A contact with a customer. A field that is left out keeps its stored value; null clears it.",
})
export class InteractionInput extends InteractionContent {
  @Field(() => String, { description: "The company's own key: an existing interaction of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { nullable: true, description: "External id of the rep." })
  @IsOptional()
  rep?: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "What it cost us, in `currency`." })
  @IsOptional()
  cost?: string | null;

  @Field(() => String, { nullable: true, description: "ISO 4217 code of the cost." })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;
}

@InputType("InteractionLogInput", { description: "You have been in touch with a customer." })
export class InteractionLogInput extends InteractionContent {
  @Field(() => ID, { description: "The customer." })
  customer: string;
}

@InputType("InteractionFilter", { description: "Which interactions a list shows: all conditions hold." })
export class InteractionFilter {
  @Field(() => [InteractionKind], { nullable: true, description: "Of one of these kinds." })
  kind?: InteractionKind[];

  @Field(() => [InteractionPoint], { nullable: true, description: "At one of these points." })
  point?: InteractionPoint[];

  @Field(() => [Direction], { nullable: true, description: "In one of these directions." })
  direction?: Direction[];

  @Field(() => GraphQLInstant, { nullable: true, description: "From this instant on." })
  from?: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "Before this instant." })
  before?: string;

  @Field(() => ID, { nullable: true, description: "By this rep." })
  rep?: string;
}

export const InteractionOrderField = graphEnum("InteractionOrderField", "What interactions can be sorted by.", {
  OCCURRED_AT: "When it took place.",
});

export const InteractionOrder = orderInput("Interaction", InteractionOrderField);

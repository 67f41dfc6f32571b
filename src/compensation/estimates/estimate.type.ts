import { Field, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { PeriodType } from "../../retention/scorecards/scorecard.type";
import type { LineKind as Kind } from "../calc/line";
import { LineKind } from "../statements/statement.type";

@ObjectType("EstimatedTotal", { description: "What a person would be paid in one currency." })
export class EstimatedTotalType {
  @Field(() => MoneyType, { description: "By what is recorded." })
  asRecorded: MoneyType;

  @Field(() => MoneyType, { description: "If what is supposed happened." })
  asSupposed: MoneyType;
}

@ObjectType("EstimatedLine", { description: "A line of a statement as it would be. Nothing of it is stored." })
export class EstimatedLineType {
  @Field(() => LineKind, { description: "What it is." })
  kind: Kind;

  @Field(() => String, { nullable: true, description: "The version of the plan, as `code@version`; null without one." })
  plan: string | null;

  @Field(() => String, { nullable: true, description: "The plan's component; null of what belongs to none." })
  component: string | null;

  @Field(() => PeriodType, { description: "The days that it is for." })
  forPeriod: PeriodType;

  @Field(() => String, { nullable: true, description: "The credited event; null of a line for all of them." })
  event: string | null;

  @Field(() => MoneyType, { nullable: true, description: "By what is recorded; null when there is no such line then." })
  asRecorded: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "If what is supposed happened; null when there is no such line then.",
  })
  asSupposed: MoneyType | null;
}

@ObjectType("PayEstimate", {
  description: "What a person would be paid in a period if something happened, beside what it would be paid without.",
})
export class PayEstimateType {
  @Field(() => GraphQLDay, { description: "The day whose knowledge both rest on." })
  asOf: string;

  @Field(() => [EstimatedTotalType], { description: "By currency, in order." })
  totals: EstimatedTotalType[];

  @Field(() => [EstimatedLineType], { description: "In the order of a statement." })
  lines: EstimatedLineType[];
}

import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { PeriodType } from "../../retention/scorecards/scorecard.type";

@ObjectType("PlanTrialTotal", {
  description: "Pay in one currency, three times; adjustments by hand and carried balances are left out.",
})
export class PlanTrialTotalType {
  @Field(() => MoneyType, { description: "What the periods paid for themselves: the locked lines." })
  paid: MoneyType;

  @Field(() => MoneyType, {
    description:
      "What the plans in effect come to by what is known now: other than paid where facts became known late.",
  })
  asPlanned: MoneyType;

  @Field(() => MoneyType, { description: "What they come to with the tried plan in place of its own versions." })
  wouldBe: MoneyType;
}

@ObjectType("PlanTrialPerson", { description: "What a plan that is tried would have paid one person." })
export class PlanTrialPersonType {
  @Field(() => [PlanTrialTotalType], { description: "By currency, in order, with what other plans pay it." })
  totals: PlanTrialTotalType[];
}

export const PlanTrialPersonConnection = connectionType("PlanTrialPerson", PlanTrialPersonType);

@ObjectType("PlanTrial", {
  description: "What locked periods would have paid under another plan. Nothing of it is stored.",
})
export class PlanTrialType {
  @Field(() => GraphQLDay, { description: "The day whose knowledge it rests on." })
  asOf: string;

  @Field(() => [PeriodType], { description: "The locked periods that were tried, oldest first." })
  periods: PeriodType[];

  @Field(() => [PlanTrialTotalType], { description: "Of everybody under the plan together, by currency." })
  totals: PlanTrialTotalType[];
}

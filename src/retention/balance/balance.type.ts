import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { PeriodType } from "../scorecards/scorecard.type";
import type { SpendingKind as Kind } from "./calc/balance";

export const SpendingKind = graphEnum<Kind>("SpendingKind", "What money is spent on.", {
  ACQUISITION: "Recorded acquisition cost of the customers won in the period: the mean is the cost of winning one.",
  LEAD_INTERACTIONS: "Interactions before the day on which the customer was won: the mean is the cost per lead.",
  CUSTOMER_INTERACTIONS: "Interactions from that day on: the cost to serve.",
});

@ObjectType("Spending", { description: "What was spent on one thing in a period." })
export class SpendingType {
  @Field(() => SpendingKind, { description: "On what." })
  kind: Kind;

  @Field(() => MoneyType, { nullable: true, description: "How much; null when of nobody a cost is recorded." })
  amount: MoneyType | null;

  @Field(() => Int, { description: "Of how many customers or leads a cost is recorded." })
  customers: number;

  @Field(() => MoneyType, {
    nullable: true,
    description: "amount ÷ customers; null when of nobody a cost is recorded.",
  })
  mean: MoneyType | null;
}

@ObjectType("BalanceSide", { description: "What was spent on winning, or on keeping, and what came of it." })
export class BalanceSideType {
  @Field(() => [SpendingType], { description: "On what it was spent." })
  spendings: readonly SpendingType[];

  @Field(() => MoneyType, { nullable: true, description: "All that is recorded of it; null when nothing is." })
  spent: MoneyType | null;

  @Field(() => Int, {
    description:
      "Customers won: those who became one in the period. Kept: those with value before the period and at its end.",
  })
  customers: number;

  @Field(() => MoneyType, {
    description:
      "Won: the value of new customers, as in the movement `NEW`. Kept: Σ min(closing, opening), as in gross revenue retention.",
  })
  value: MoneyType;

  @Field(() => Float, {
    nullable: true,
    description:
      "spent ÷ value: what a unit of value costs. Null when nothing is recorded, or nothing was won or kept.",
  })
  perUnit: number | null;
}

@ObjectType("Balance", { description: "What the company spends on winning customers against keeping them." })
export class BalanceType {
  @Field(() => PeriodType, { description: "When it was spent." })
  period: PeriodType;

  @Field(() => GraphQLDay, { description: "What happened or was decided after this day is not known." })
  asOf: Day;

  @Field(() => BalanceSideType, { description: "Winning." })
  winning: BalanceSideType;

  @Field(() => BalanceSideType, { description: "Keeping." })
  keeping: BalanceSideType;

  @Field(() => Float, {
    nullable: true,
    description:
      "Spent on winning ÷ spent on keeping; null when one of them is not recorded, or 0 was spent on keeping.",
  })
  ratio: number | null;

  definitionId: string;
}

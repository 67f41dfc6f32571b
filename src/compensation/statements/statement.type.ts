import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../../records/customers/customer.type";
import { RepType } from "../../records/reps/rep.type";
import { PeriodType } from "../../retention/scorecards/scorecard.type";
import type { Exception, LineKind as Kind } from "../calc/line";
import { PayPeriodType } from "../periods/pay-period.type";

export const LineKind = graphEnum<Kind>("LineKind", "What a line of a statement is, in the order of a statement.", {
  TARGET_BONUS: "target × weight × curve.",
  COMMISSION: "rate × credited value of events.",
  EVENT_BONUS: "A fixed amount for each of some events.",
  TEAM_POOL: "A part of what a team earned together.",
  HOLD: "Pay for new business that waits until the customer proves retained.",
  RELEASE: "What was held is paid.",
  FORFEIT: "What was held stays unpaid; the amount is 0.",
  CLAWBACK: "What was paid for a customer that was lost soon after is taken back.",
  PRIOR_PERIOD: "What an earlier period should have paid, less what it paid: a fact became known late.",
  ADJUSTMENT: "By hand, agreed on by two people.",
  DRAW: "Earnings are topped up to the draw.",
  DRAW_RECOVERY: "What was topped up before is recovered.",
  CARRIED_FORWARD: "What the total lacks to be 0: it is carried to the next period.",
  BROUGHT_FORWARD: "What the period before carried.",
});

export const PayExceptionCode = graphEnum<Exception["code"]>(
  "PayExceptionCode",
  "What somebody should look at before pay is approved. It was paid as the plan says for such a case.",
  {
    MEASURE_NULL: "There was nothing to measure.",
    GOAL_MISSING: "No goal is set.",
    GOAL_NOT_POSITIVE: "The goal is not above 0.",
    PROVISIONAL: "What is undecided may still change the measure.",
    PROFIT_UNKNOWN: "No cost is recorded of something that pays on profit: it pays nothing.",
    PRODUCT_UNKNOWN:
      "Of something that was sold nobody recorded which product it was: where a plan tells them apart, it pays nothing.",
  },
);

@ObjectType("PayException", { description: "Something to look at in a statement." })
export class PayExceptionType {
  @Field(() => PayExceptionCode, { description: "What." })
  code: Exception["code"];

  @Field(() => String, { description: "The version of the plan, as `code@version`." })
  plan: string;

  @Field(() => String, { description: "The plan's component." })
  component: string;

  @Field(() => String, { description: "The measure, or the component whose credits were read." })
  about: string;

  @Field(() => PeriodType, { description: "The days that it is for." })
  forPeriod: PeriodType;
}

@ObjectType("LineCredit", { implements: NodeType, description: "What of a line is paid for one credited event." })
export class LineCreditType extends NodeType {
  @Field(() => String, { description: "The event: the same in the trace, and among the rep's credits." })
  event: string;

  @Field(() => CustomerType, { nullable: true, description: "Whose event; null where there is no customer." })
  customer: CustomerType | null;

  @Field(() => GraphQLDay, { description: "The day of credit." })
  creditedOn: string;

  @Field(() => MoneyType, { description: "What of the event is the person's, and counts." })
  credited: MoneyType;

  @Field(() => MoneyType, { description: "The part of the line: those of all its credits add up to it." })
  amount: MoneyType;
}

export const LineCreditConnection = connectionType("LineCredit", LineCreditType);

@ObjectType("Statement", { implements: NodeType, description: "What one person is paid in one period, line by line." })
export class StatementType extends NodeType {
  @Field(() => String, { description: "Made of period and person: the same each time the period is calculated." })
  externalId: string;

  @Field(() => PayPeriodType, { description: "In which period." })
  payPeriod: PayPeriodType;

  @Field(() => RepType, { description: "Who." })
  rep: RepType;

  @Field(() => [PayExceptionType], { description: "What to look at before it is approved." })
  exceptions: PayExceptionType[];

  @Field(() => String, {
    description: "SHA-256 of all that it was computed from, in hex: equal for equal facts and plans.",
  })
  inputHash: string;

  @Field(() => Int, { description: "Counts the calculations that changed it." })
  version: number;
}

export const StatementConnection = connectionType("Statement", StatementType);

@ObjectType("StatementLine", {
  implements: NodeType,
  description: "One line of a statement, with everything its amount rests on.",
})
export class StatementLineType extends NodeType {
  @Field(() => String, {
    description: "Made of period, person and what is paid: the same each time the period is calculated.",
  })
  externalId: string;

  @Field(() => StatementType, { description: "Of which statement." })
  statement: StatementType;

  @Field(() => RepType, { description: "Whose." })
  rep: RepType;

  @Field(() => Int, { description: "Its place in the statement: 1, 2, …" })
  position: number;

  @Field(() => LineKind, { description: "What it is." })
  kind: Kind;

  @Field(() => LineKind, { description: "What is paid: of a correction, the kind of what it corrects; else `kind`." })
  paidKind: Kind;

  @Field(() => String, { nullable: true, description: "The plan; null of what belongs to no plan." })
  planCode: string | null;

  @Field(() => Int, { nullable: true, description: "The version of the plan; null of what belongs to no plan." })
  planVersion: number | null;

  @Field(() => String, { nullable: true, description: "The plan's component; null of what belongs to none." })
  component: string | null;

  @Field(() => String, { nullable: true, description: "What HR books it as; null where nothing is booked." })
  earningCode: string | null;

  @Field(() => MoneyType, { description: "What it adds to the total; below 0 where it takes away." })
  amount: MoneyType;

  @Field(() => PayPeriodType, { description: "The period that it is for: an earlier one where it corrects." })
  forPeriod: PayPeriodType;

  @Field(() => String, {
    nullable: true,
    description:
      "What it is about where it is one of many: the credited event, or the external id of the pool's team or of the adjustment; else null.",
  })
  event: string | null;

  @Field(() => StatementLineType, {
    nullable: true,
    description: "The locked line that it corrects; null where it corrects none.",
  })
  corrects: StatementLineType | null;

  @Field(() => GraphQLJSONObject, {
    description:
      "How the amount came about: facts as whole minor units or exact fractions, what the plan says as it is written. Records are named by their external ids. The amount follows from this alone.",
  })
  trace: object;
}

export const StatementLineConnection = connectionType("StatementLine", StatementLineType);

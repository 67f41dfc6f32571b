import { Field, Float, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money.type";

@ObjectType("PayBalanceSide", { description: "What is paid for winning, or for keeping, and what came of it." })
export class PayBalanceSideType {
  @Field(() => MoneyType, { description: "Σ of what was paid for it." })
  pay: MoneyType;

  @Field(() => MoneyType, { description: "Pay, and what else is recorded of it: `BalanceSide.spent`." })
  spent: MoneyType;

  @Field(() => Float, { nullable: true, description: "spent ÷ value won or kept; null when nothing was won or kept." })
  perUnit: number | null;
}

@ObjectType("PayBalance", { description: "What the company pays for winning customers against keeping them." })
export class PayBalanceType {
  @Field(() => PayBalanceSideType, {
    description: "Paid for new contracts, first purchases and converted referrals, and by measures of them.",
  })
  winning: PayBalanceSideType;

  @Field(() => PayBalanceSideType, {
    description: "Paid for renewals, expansion, further purchases and saves, and by measures of retention and service.",
  })
  keeping: PayBalanceSideType;

  @Field(() => MoneyType, {
    description: "Paid for neither, or for both at once: draws, adjustments, certifications, profit.",
  })
  other: MoneyType;

  @Field(() => Float, {
    nullable: true,
    description: "Spent on winning ÷ spent on keeping, pay included; null when nothing was spent on keeping.",
  })
  ratio: number | null;
}

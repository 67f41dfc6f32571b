import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import type { LifetimeBasis as Basis } from "./calc/lifetime";

export const LifetimeBasis = graphEnum<Basis>("LifetimeBasis", "What a lifetime value adds up.", {
  MARGIN: "What is left over of revenue, at the last 365 days' share of profit in it.",
  REVENUE: "Revenue, because what is left over of it is not known.",
});

@ObjectType("LifetimeValue", {
  description:
    "What a customer is expected to bring, discounted to the day. Under contract: annual value × years it is expected to stay, by shifted-beta-geometric survival from renewal to renewal. Otherwise: purchases expected by BG/NBD × spend expected by gamma-gamma, month by month.",
})
export class LifetimeValueType {
  @Field(() => MoneyType, {
    nullable: true,
    description:
      "How much; null when it cannot be foretold, and `assumed` says why. Of a buyer in the currency that spend was fitted in.",
  })
  amount: MoneyType | null;

  @Field(() => LifetimeBasis, { nullable: true, description: "What it adds up; null without an amount." })
  basis: Basis | null;

  @Field(() => Int, { description: "How many years ahead are looked at, by the retention definition." })
  years: number;

  @Field(() => Float, { description: "What a year of waiting takes off, by the retention definition: 0.1 = 10 %." })
  discountRate: number;

  @Field(() => [String], { description: "What was assumed, which fits it rests on, or why there is none." })
  assumed: readonly string[];
}

@ObjectType("CustomerValue", {
  description:
    "What a customer is worth on a day, by the 365 days that end with it. In the currency of its amounts where they are all in one, else in the retention definition's at the rates of the first of those days. Merged customers count as one: the figures are those of the one that the other was merged into.",
})
export class CustomerValueType {
  @Field(() => GraphQLDay, { description: "The day." })
  asOf: Day;

  @Field(() => MoneyType, {
    description:
      "Under contract, the annual value of the contracts in force; otherwise what it bought in the year less refunds, at least 0.",
  })
  annualValue: MoneyType;

  @Field(() => MoneyType, {
    description:
      "What it bought in the year less refunds, or what its contracts accrued: annual value × days of the year that a contract counts for ÷ 365. A refund counts with the purchase that it names.",
  })
  revenue: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What the purchases of the year cost us; null without purchases, and when one of them has no cost: what is missing is not zero.",
  })
  costOfGoods: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the interactions of the year cost since it was won; null when none of them has a cost.",
  })
  costToServe: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "Revenue − cost of goods − cost to serve; under contract, where the record has no cost of goods, revenue − cost to serve. Null when one of them is not known.",
  })
  profit: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What winning it cost; null when that is not recorded, and of leads.",
  })
  acquisitionCost: MoneyType | null;

  @Field(() => [String], { description: "What was assumed, and what is not known and why, in sentences." })
  assumed: readonly string[];

  customerId: string;
}

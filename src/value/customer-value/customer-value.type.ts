import { Field, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";

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

import { Field, Float, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";

@ObjectType("RenewalSurvival", {
  description: "How probable it is that a customer is still there after a renewal ahead.",
})
export class RenewalSurvivalType {
  @Field(() => Int, { description: "1: its next renewal, 2: the one after that." })
  ahead: number;

  @Field(() => Float, { description: "That it renews at this one and at all before it, 1 = 100 %." })
  probability: number;
}

@ObjectType("CustomerProjection", {
  description:
    "What the models expect of one customer, given what it did up to a day. A forecast among many like it, no judgement of anybody's work.",
})
export class CustomerProjectionType {
  @Field(() => GraphQLDay, { description: "Nothing later was known, neither of the customer nor to the models." })
  asOf: string;

  @Field(() => Int, { description: "How far it looks ahead for purchases." })
  horizonDays: number;

  @Field(() => Float, {
    nullable: true,
    description: "How many days with a purchase are expected within the horizon; null for customers under contract.",
  })
  expectedPurchases: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How probable a purchase within the horizon is, 1 = 100 %: rank by this. Null for customers under contract.",
  })
  probabilityToBuy: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How probable it is that it has not left for good. Never rank by it: it is 1 for everybody who bought once, since the model lets customers leave after repeat purchases only. Null for customers under contract.",
  })
  probabilityAlive: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What one of its next purchases is expected to be worth; null for customers under contract, and where no model of spend was fitted.",
  })
  expectedSpend: MoneyType | null;

  @Field(() => Int, {
    nullable: true,
    description: "How often it has renewed since it signed, or came back; null for customers who buy order by order.",
  })
  renewals: number | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description:
      "When its next renewal is due; null where no term ends, month to month, and for customers who buy order by order.",
  })
  nextRenewalOn: string | null;

  @Field(() => [RenewalSurvivalType], {
    nullable: true,
    description: "Its next five renewals; empty where no term ends, null for customers who buy order by order.",
  })
  survival: RenewalSurvivalType[] | null;

  @Field(() => [String], {
    description:
      "What was assumed, sentence by sentence: by the models, which fits they are, and why another stands in.",
  })
  assumed: string[];
}

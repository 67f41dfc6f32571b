import { Field, ObjectType } from "type-graphql";
import { Computed } from "./computed";
import { GraphQLDecimal } from "./scalars";

@ObjectType("Money", { description: "An amount of one currency." })
export class MoneyType extends Computed {
  @Field(() => GraphQLDecimal, {
    description: "In the currency's major unit, with all its decimals: `12.30` for EUR, `1230` for JPY.",
  })
  amount: string;

  @Field(() => String, { description: "ISO 4217 code." })
  currency: string;

  /** @param amount decimal text in the major unit */
  static of(amount: string, currency: string): MoneyType {
    return Object.assign(new MoneyType(), { amount, currency });
  }
}

import { Field, ObjectType } from "type-graphql";
import { GraphQLDecimal } from "./scalars";

@ObjectType("Money", { description: "An amount of one currency." })
export class MoneyType {
  @Field(() => GraphQLDecimal, {
    description: "In the currency's major unit, with all its decimals: `12.30` for EUR, `1230` for JPY.",
  })
  amount: string;

  @Field(() => String, { description: "ISO 4217 code." })
  currency: string;
}

import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { formatAmount } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { movementsOf } from "./movements";
import { ValueMovementType } from "./movements.type";
import type { Scorecard } from "./scorecard";
import { ScorecardType } from "./scorecard.type";

@Resolver(() => ScorecardType)
export class MovementsResolver {
  @FieldResolver(() => [ValueMovementType], {
    description: "From opening to closing: the opening and all movements add up to the closing, exactly.",
  })
  async movements(@Root() scorecard: Scorecard, @Ctx() context: Context): Promise<ValueMovementType[]> {
    const { currency } = scorecard;
    const steps = await movementsOf(context, scorecard);
    return steps.map(([step, amount]) => ({ step, amount: MoneyType.of(formatAmount(amount, currency), currency) }));
  }
}

import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../reps/rep.type";
import { purchaseTotals } from "./purchase-totals.queries";

@ObjectType("PurchaseTotal", { description: "What a rep sold in a period, in one currency." })
export class PurchaseTotalType {
  @Field(() => Int, { description: "How many purchases; refunds are none." })
  purchases: number;

  @Field(() => MoneyType, { description: "What they are worth, refunds taken off." })
  revenue: MoneyType;
}

@Resolver(() => RepType)
export class PurchaseTotalsResolver {
  @FieldResolver(() => [PurchaseTotalType], {
    nullable: true,
    description: "What the rep sold to customers you may see, currency by currency; null when you may not see the rep.",
  })
  async purchaseTotals(
    @Arg("period", () => PeriodInput, { description: "By the day of the order." }) period: PeriodInput,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<PurchaseTotalType[]> {
    const { start, end } = period;
    const totals = await batched(context, `purchaseTotals ${start} ${end}`, keyOf(rep), (reps) =>
      purchaseTotals(context, reps, period),
    );
    return (totals ?? []).map(({ purchases, amount, currency }) => ({
      purchases,
      revenue: MoneyType.of(amount, currency),
    }));
  }
}

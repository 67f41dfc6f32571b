import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { formatAmount } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import type { Projection } from "./calc/projection";
import { projections } from "./projection.loader";
import { CustomerProjectionType } from "./projection.type";

const LONGEST_DAYS = 3_650;

@Resolver(() => CustomerType)
export class CustomerProjectionResolver {
  @FieldResolver(() => CustomerProjectionType, {
    nullable: true,
    description:
      "What is expected of it from a day on; null when no model was fitted by then, when it has bought nothing or is not under contract, when it was merged into another, and when you may not see the customer.",
  })
  async projection(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look from; today when it is not given." })
    asOf: Day | null,
    @Arg("horizonDays", () => Int, { defaultValue: 90, description: "How far to look for purchases: 1 to 3650 days." })
    horizonDays: number,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<CustomerProjectionType | null> {
    if (horizonDays < 1 || horizonDays > LONGEST_DAYS) {
      throw refusal("BAD_USER_INPUT", `horizonDays is ${horizonDays}: give 1 to ${LONGEST_DAYS} days.`);
    }
    const day = asOf ?? context.today;
    const found = await batched(context, `projection ${day} ${horizonDays}`, keyOf(customer), (keys) =>
      projections(context, keys, day, horizonDays),
    );
    return found && shown(found, day);
  }
}

const shown = ({ horizonDays, buying, renewing, assumed }: Projection, asOf: Day): CustomerProjectionType => ({
  ...{ asOf, horizonDays, assumed: [...assumed] },
  expectedPurchases: buying?.expectedPurchases ?? null,
  probabilityToBuy: buying?.probabilityToBuy ?? null,
  probabilityAlive: buying?.probabilityAlive ?? null,
  expectedSpend: buying?.expectedSpend ? moneyOf(buying.expectedSpend) : null,
  renewals: renewing?.renewals ?? null,
  nextRenewalOn: renewing?.nextDueOn ?? null,
  survival: renewing?.survival.map((probability, index) => ({ ahead: index + 1, probability })) ?? null,
});

const moneyOf = ({ amount, currency }: NonNullable<NonNullable<Projection["buying"]>["expectedSpend"]>): MoneyType =>
  MoneyType.of(formatAmount(amount, currency), currency);

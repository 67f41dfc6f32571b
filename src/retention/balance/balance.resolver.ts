import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { formatAmount, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { valueChanges } from "../../value/changes/value-changes";
import { customersMoney } from "../../value/customer-value/customer-money";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import { CompanyType } from "../company/company.type";
import { questionOf } from "../scorecards/question";
import { BalanceType, type BalanceSideType } from "./balance.type";
import { balanceOf, type BalanceSide } from "./calc/balance";

@Resolver(() => CompanyType)
export class CompanyBalanceResolver {
  @FieldResolver(() => BalanceType, {
    nullable: true,
    description:
      "What is spent on winning against keeping, in the definition's currency at the rates of the period's first day; null when it cannot be told, and the error says why.",
  })
  async balance(
    @Arg("period", () => PeriodInput, { description: "When it was spent." }) period: PeriodInput,
    @Arg("asOf", () => GraphQLDay, {
      nullable: true,
      description: "What happened after this day is not known; today when it is not given.",
    })
    day: Day | null,
    @Ctx() context: Context,
  ): Promise<BalanceType> {
    const { base, asOf, definition, currency } = await questionOf(context, { period, asOf: day });
    const question = { period, asOf, graceDays: definition.graceDays };
    const [money, changes] = await Promise.all([
      customersMoney(context, { ...question, customers: null }, currency),
      valueChanges(context, { ...question, base }, currency, null),
    ]);
    const { winning, keeping, ratio } = balanceOf([...money.values()], [...changes.values()]);
    return {
      ...{ period, asOf, ratio, definitionId: definition.id },
      ...{ winning: shown(winning, currency), keeping: shown(keeping, currency) },
    };
  }
}

@Resolver(() => BalanceType)
export class BalanceDefinitionResolver {
  @FieldResolver(() => RetentionDefinitionType, { description: "What kept means here, in its version." })
  async definition(
    @Root() { definitionId }: BalanceType,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const definition = await planReference(context, info, "RetentionDefinition", definitionId);
    return must(definition, "versions are never deleted");
  }
}

function shown({ spendings, spent, value, customers, perUnit }: BalanceSide, currency: string): BalanceSideType {
  const told = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
  const toldIf = (amount: Minor | null): MoneyType | null => (amount === null ? null : told(amount));
  return {
    ...{ customers, perUnit, spent: toldIf(spent), value: told(value) },
    spendings: spendings.map(({ amount, mean, ...of }) => ({ ...of, amount: toldIf(amount), mean: toldIf(mean) })),
  };
}

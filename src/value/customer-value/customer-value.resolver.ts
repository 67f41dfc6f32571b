import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { definitionOn } from "../definitions/definition.queries";
import { productHoldings } from "../product-matrix/product-matrix.loader";
import { ProductHoldingType } from "../product-matrix/product-matrix.type";
import { profit } from "./calc/profit";
import { yearOfCustomer } from "./customer-value.loader";
import { CustomerValueType, LifetimeValueType } from "./customer-value.type";
import { lifetimeOf, prospectsOf } from "./lifetime";

@Resolver(() => CustomerType)
export class CustomerValueResolver {
  @FieldResolver(() => CustomerValueType, {
    nullable: true,
    description: "What it is worth; null when you may not see the customer.",
  })
  async value(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    day: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<CustomerValueType> {
    const asOf = day ?? context.today;
    const { money, currency, assumed } = await yearOfCustomer(context, keyOf(customer), asOf);
    const told = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
    const toldIf = (amount: Minor | null): MoneyType | null => (amount === null ? null : told(amount));
    return {
      ...{ asOf, assumed, customerId: keyOf(customer) },
      ...{ annualValue: told(money.annualValue), revenue: told(money.revenue) },
      costOfGoods: money.purchases === 0 ? null : toldIf(money.costOfGoods),
      ...{ costToServe: toldIf(money.costToServe), profit: toldIf(profit(money)) },
      acquisitionCost: toldIf(money.acquisitionCost),
    };
  }
}

@Resolver(() => CustomerValueType)
export class LifetimeValueResolver {
  @FieldResolver(() => LifetimeValueType, {
    nullable: true,
    description: "What it is expected to bring; null when an amount cannot be converted, and the error says why.",
  })
  async lifetimeValue(
    @Root() { customerId, asOf }: CustomerValueType,
    @Ctx() context: Context,
  ): Promise<LifetimeValueType> {
    const definition = await definitionOn(context, asOf);
    const [prospect, year] = await Promise.all([
      batched(context, `prospects ${asOf}`, customerId, (keys) => prospectsOf(context, asOf, definition, keys)),
      yearOfCustomer(context, customerId, asOf),
    ]);
    const { amount, currency, basis, assumed } = await lifetimeOf(context, asOf, definition, prospect, year);
    const money = amount === null ? null : MoneyType.of(formatAmount(amount, currency), currency);
    const { lifetimeYears: years, discountRate } = definition;
    return { amount: money, basis, years, discountRate, assumed };
  }
}

@Resolver(() => CustomerValueType)
export class NextInSeriesResolver {
  @FieldResolver(() => [ProductHoldingType], {
    description: "The series in which it has a next step, with the products it would grow into.",
  })
  async nextInSeries(
    @Root() { customerId, asOf }: CustomerValueType,
    @Ctx() context: Context,
  ): Promise<ProductHoldingType[]> {
    const held = await productHoldings(context, customerId, asOf);
    return held.filter(({ nextStep }) => nextStep !== null);
  }
}

import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { must } from "../../kernel/invariant";
import { formatAmount, type Minor, parseAmount } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { MoneyType } from "../../platform/graphql/money.type";
import { type BalanceSideType, BalanceType } from "../../retention/balance/balance.type";
import { conversionInto } from "../../value/currency/conversion";
import { seesPayOfAll } from "../policy";
import { type PayBalanceSide, payBalanceOf, type Recorded } from "./calc/pay-balance";
import { paySidesOf } from "./calc/pay-sides";
import { type PayBalanceSideType, PayBalanceType } from "./pay-balance.type";
import { partsOfPay } from "./pay-parts.queries";

@Resolver(() => BalanceType)
export class PayBalanceResolver {
  @FieldResolver(() => PayBalanceType, {
    nullable: true,
    description:
      "What people were paid, of the locked periods that lie in this one as a whole; null when none of them paid anything. HR and auditors.",
  })
  async pay(
    @Root() { period, asOf, winning, keeping }: BalanceType,
    @Ctx() context: Context,
  ): Promise<PayBalanceType | null> {
    if (!seesPayOfAll(context.viewer)) throw refusal("FORBIDDEN", "Your role may not read Balance.pay; leave it out.");
    const { currency } = winning.value;
    const parts = await partsOfPay(context, period, asOf);
    if (parts.length === 0) return null;
    const { of } = await conversionInto(context, currency, period.start);
    const paid = paySidesOf(parts.map((part) => ({ ...part, amount: of(part.amount, part.currency) })));
    return shown(payBalanceOf(paid, recorded(winning), recorded(keeping)), currency);
  }
}

const recorded = ({ spent, value }: BalanceSideType): Recorded => ({
  spent: spent && minorOf(spent),
  value: minorOf(value),
});

const minorOf = ({ amount, currency }: MoneyType): Minor =>
  must(parseAmount(amount, currency), "an amount that is shown can be read").minor;

function shown({ winning, keeping, other, ratio }: ReturnType<typeof payBalanceOf>, currency: string): PayBalanceType {
  const told = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
  const side = ({ pay, spent, perUnit }: PayBalanceSide): PayBalanceSideType => ({
    ...{ pay: told(pay), spent: told(spent), perUnit },
  });
  return { winning: side(winning), keeping: side(keeping), other: told(other), ratio };
}

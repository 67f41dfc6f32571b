import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { formatAmount, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { refusal } from "../../platform/graphql/errors";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { nodeKey } from "../../platform/plan/node-id";
import { type Estimate, estimatePay } from "./estimate";
import { SupposedEndInput, SupposedRenewalInput } from "./estimate.inputs";
import { PayEstimateType } from "./estimate.type";

/** What one question may suppose. */
const MOST_SUPPOSED = 100;
/** As records read: it computes the pay of all periods of a person, twice. */
const COST = 2_000;

@Resolver()
export class PayEstimateResolver {
  @Query(() => PayEstimateType, {
    nullable: true,
    complexity: COST,
    description:
      "What a rep would be paid in a period that is not locked if these renewals were decided so and these contracts ended, computed as a run computes it. Nothing is written. Null when you may not see the rep's pay, or it is enrolled in nothing.",
  })
  async payEstimate(
    @Arg("rep", () => ID, { description: "Who." }) rep: string,
    @Arg("payPeriod", () => ID, { description: "When." }) payPeriod: string,
    @Arg("renewals", () => [SupposedRenewalInput], {
      defaultValue: [],
      description: `How open renewals of customers that you see might be decided; ${MOST_SUPPOSED} at most.`,
    })
    renewals: SupposedRenewalInput[],
    @Arg("ends", () => [SupposedEndInput], {
      defaultValue: [],
      description: `Contracts of customers that you see that might end early; ${MOST_SUPPOSED} at most.`,
    })
    ends: SupposedEndInput[],
    @Arg("asOf", () => GraphQLDay, {
      nullable: true,
      description: "The day whose knowledge it rests on; today, or the period's last day if that is to come.",
    })
    asOf: Day | null,
    @Ctx() context: Context,
  ): Promise<PayEstimateType | null> {
    checkCount("renewals", renewals.length);
    checkCount("ends", ends.length);
    const estimate = await estimatePay(context, {
      ...{ repId: nodeKey(rep, "Rep", "rep"), periodId: nodeKey(payPeriod, "PayPeriod", "payPeriod") },
      ...{ asOf: asOf ?? null, supposed: { renewals, ends } },
    });
    return estimate && told(estimate);
  }
}

function told({ asOf, totals, lines }: Estimate): PayEstimateType {
  return {
    asOf,
    totals: totals.map(({ currency, asRecorded, asSupposed }) => ({
      ...{ asRecorded: money(asRecorded, currency), asSupposed: money(asSupposed, currency) },
    })),
    lines: lines.map(({ credit: event, currency, asRecorded, asSupposed, ...line }) => ({
      ...{ ...line, event },
      asRecorded: asRecorded === null ? null : money(asRecorded, currency),
      asSupposed: asSupposed === null ? null : money(asSupposed, currency),
    })),
  };
}

const money = (amount: Minor, currency: string): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);

function checkCount(argument: string, count: number): void {
  if (count <= MOST_SUPPOSED) return;
  throw refusal("BAD_USER_INPUT", `${argument}: ${count} are supposed; suppose ${MOST_SUPPOSED} at most.`);
}

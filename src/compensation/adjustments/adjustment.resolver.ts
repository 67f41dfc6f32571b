import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection } from "../../platform/plan/island";
import { mayPay } from "../policy";
import {
  PayAdjustmentApproveInput,
  PayAdjustmentFilter,
  PayAdjustmentOrder,
  PayAdjustmentRequestInput,
  PayAdjustmentWithdrawInput,
} from "./adjustment.inputs";
import { approveAdjustment, requestAdjustment, withdrawAdjustment } from "./adjustment.service";
import { PayAdjustmentConnection, PayAdjustmentType } from "./adjustment.type";

@ArgsType()
class PayAdjustmentPage extends PageArgs {
  @Field(() => PayAdjustmentFilter, { nullable: true, description: "Which of them." })
  filter?: PayAdjustmentFilter;

  @Field(() => PayAdjustmentOrder, { nullable: true, description: "In which order; the latest first unless given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class PayAdjustmentResolver {
  @Query(() => PayAdjustmentConnection, {
    description: "Amounts by hand. Who is paid one, and its leaders, see it when it is approved.",
  })
  payAdjustments(
    @Args() _page: PayAdjustmentPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "PayAdjustment");
  }
}

const subject = { field: "adjustment", type: PayAdjustmentType, typeName: "PayAdjustment" };

export const PayAdjustmentRequest = businessMutation({
  name: "payAdjustmentRequest",
  description: "Asks for an amount by hand, in a period that is not locked. HR.",
  input: PayAdjustmentRequestInput,
  subject,
  may: mayPay,
  act: requestAdjustment,
});

export const PayAdjustmentApprove = businessMutation({
  name: "payAdjustmentApprove",
  description:
    "Agrees to an amount by hand. HR, and not the person who asked for it. A period that was calculated before must be calculated again: it cannot be locked without.",
  input: PayAdjustmentApproveInput,
  subject,
  may: mayPay,
  act: approveAdjustment,
});

export const PayAdjustmentWithdraw = businessMutation({
  name: "payAdjustmentWithdraw",
  description: "Takes back an amount by hand that nobody has approved yet; it stays on record. HR.",
  input: PayAdjustmentWithdrawInput,
  subject,
  may: mayPay,
  act: withdrawAdjustment,
});

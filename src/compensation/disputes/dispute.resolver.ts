import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { isPaid, mayAnswerForPay } from "../policy";
import { StatementLineType } from "../statements/statement.type";
import { PayDisputeAnswerInput, PayDisputeFilter, PayDisputeOrder, PayDisputeRaiseInput } from "./dispute.inputs";
import { answerDispute, raiseDispute } from "./dispute.service";
import { PayDisputeConnection, PayDisputeType } from "./dispute.type";

@ArgsType()
class PayDisputePage extends PageArgs {
  @Field(() => PayDisputeFilter, { nullable: true, description: "Which of them." })
  filter?: PayDisputeFilter;

  @Field(() => PayDisputeOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class PayDisputeResolver {
  @Query(() => PayDisputeConnection, { description: "What is or was disputed, of those whose pay you may see." })
  payDisputes(
    @Args() _page: PayDisputePage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "PayDispute");
  }
}

@Resolver(() => StatementLineType)
export class LineDisputesResolver {
  @FieldResolver(() => [PayDisputeType], { nullable: true, description: "What was objected to, the first one first." })
  disputes(): PayDisputeType[] {
    return planned();
  }
}

const subject = { field: "dispute", type: PayDisputeType, typeName: "PayDispute" };

export const PayDisputeRaise = businessMutation({
  name: "payDisputeRaise",
  description: "Objects to a line of your own statement, locked or not. Reps and leaders.",
  input: PayDisputeRaiseInput,
  subject,
  may: isPaid,
  act: raiseDispute,
});

export const PayDisputeAnswer = businessMutation({
  name: "payDisputeAnswer",
  description: "Answers a dispute. HR, and leaders for who reports to them; nobody of its own.",
  input: PayDisputeAnswerInput,
  subject,
  may: mayAnswerForPay,
  act: answerDispute,
});

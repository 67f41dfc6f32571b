import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { mayPay } from "../policy";
import { acknowledgeLines } from "./acknowledge.service";
import {
  CompensationBatchCreateInput,
  CompensationBatchFilter,
  CompensationBatchOrder,
  CompensationLineFilter,
  CompensationLinesAcknowledgeInput,
  CompensationLinesReissueInput,
} from "./batch.inputs";
import { createBatch, reissueLines } from "./batch.service";
import { CompensationBatchConnection, CompensationBatchType, CompensationLineConnection } from "./batch.type";

@ArgsType()
class BatchPage extends PageArgs {
  @Field(() => CompensationBatchFilter, { nullable: true, description: "Which of them." })
  filter?: CompensationBatchFilter;

  @Field(() => CompensationBatchOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@ArgsType()
class LinePage extends PageArgs {
  @Field(() => CompensationLineFilter, { nullable: true, description: "Which of them." })
  filter?: CompensationLineFilter;
}

@Resolver()
export class CompensationBatchResolver {
  @Query(() => CompensationBatchType, {
    nullable: true,
    description: "A batch; null when there is none of that id that you may see. HR and auditors see all.",
  })
  compensationBatch(
    @Arg("id", () => ID, { description: "Its id in the graph." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return planRecord(context, info, "CompensationBatch", { id });
  }

  @Query(() => CompensationBatchConnection, {
    description: "What HR is to pay, batch by batch; empty for who may not see it. HR and auditors see all.",
  })
  compensationBatches(
    @Args() _page: BatchPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "CompensationBatch");
  }
}

@Resolver(() => CompensationBatchType)
export class CompensationBatchLinesResolver {
  @FieldResolver(() => CompensationLineConnection, { description: "Its lines, in the order of its file." })
  lines(@Args() _page: LinePage): object {
    return planned();
  }
}

const subject = { field: "batch", type: CompensationBatchType, typeName: "CompensationBatch" };

export const CompensationBatchCreate = businessMutation({
  name: "compensationBatchCreate",
  description:
    "Makes the batch of a locked pay period for HR. There is one for a period and pay group, however often it is asked for. HR.",
  input: CompensationBatchCreateInput,
  subject,
  may: mayPay,
  act: createBatch,
});

export const CompensationLinesAcknowledge = businessMutation({
  name: "compensationLinesAcknowledge",
  description:
    "Records what HR says of lines of a batch. Said again, it changes nothing; a line that contradicts what was said is refused, the others are recorded. HR.",
  input: CompensationLinesAcknowledgeInput,
  subject,
  may: mayPay,
  act: acknowledgeLines,
});

export const CompensationLinesReissue = businessMutation({
  name: "compensationLinesReissue",
  description:
    "Sends rejected lines once more, as new lines of a new batch, with the employee numbers and cost centres of today. HR.",
  input: CompensationLinesReissueInput,
  subject,
  may: mayPay,
  act: reissueLines,
});

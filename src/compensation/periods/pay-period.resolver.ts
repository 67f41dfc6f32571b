import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { PayPeriodFilter, PayPeriodOrder, PayRunOrder } from "./pay-period.inputs";
import { PayPeriodConnection, PayPeriodType } from "./pay-period.type";
import { PayRunConnection } from "./pay-run.type";

@ArgsType()
class PayPeriodPage extends PageArgs {
  @Field(() => PayPeriodFilter, { nullable: true, description: "Which of them." })
  filter?: PayPeriodFilter;

  @Field(() => PayPeriodOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@ArgsType()
class PayRunPage extends PageArgs {
  @Field(() => PayRunOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver(() => PayPeriodType)
export class PayPeriodResolver {
  @Query(() => PayPeriodType, {
    nullable: true,
    description: "A period of pay by one of its keys; null when there is none that you may see.",
  })
  payPeriod(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "PayPeriod", key);
  }

  @Query(() => PayPeriodConnection, { description: "The periods that people are paid for." })
  payPeriods(@Args() _page: PayPeriodPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "PayPeriod");
  }

  @FieldResolver(() => PayRunConnection, {
    description: "Its calculations; none for whoever does not answer for everybody's pay.",
  })
  runs(@Args() _page: PayRunPage): object {
    return planned();
  }
}

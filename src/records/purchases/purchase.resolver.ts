import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { RepType } from "../reps/rep.type";
import { PurchaseFilter, PurchaseOrder } from "./purchase.inputs";
import { PurchaseConnection, PurchaseLineConnection, PurchaseType } from "./purchase.type";

@ArgsType()
class PurchasePage extends PageArgs {
  @Field(() => PurchaseFilter, { nullable: true, description: "Which of them." })
  filter?: PurchaseFilter;

  @Field(() => PurchaseOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver(() => PurchaseType)
export class PurchaseResolver {
  @Query(() => PurchaseType, {
    nullable: true,
    description: "One purchase you may see, by its id or the company's own key.",
  })
  purchase(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Purchase", key);
  }

  @FieldResolver(() => PurchaseLineConnection, { description: "What was bought, product by product." })
  lines(@Args() _page: PageArgs): object {
    return planned();
  }
}

@Resolver(() => CustomerType)
export class CustomerPurchasesResolver {
  @FieldResolver(() => PurchaseConnection, {
    description: "Its orders and refunds; empty when you may not see the customer.",
  })
  purchases(@Args() _page: PurchasePage): object {
    return planned();
  }
}

@Resolver(() => RepType)
export class RepPurchasesResolver {
  @FieldResolver(() => PurchaseConnection, { description: "The orders that the rep sold to customers you may see." })
  purchases(@Args() _page: PurchasePage): object {
    return planned();
  }
}

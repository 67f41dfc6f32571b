import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { ReferralFilter, ReferralOrder } from "./referral.inputs";
import { ReferralConnection } from "./referral.type";

@ArgsType()
class ReferralPage extends PageArgs {
  @Field(() => ReferralFilter, { nullable: true, description: "Which of them." })
  filter?: ReferralFilter;

  @Field(() => ReferralOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class ReferralResolver {
  @Query(() => ReferralConnection, { description: "The referrals from or of customers you may see." })
  referrals(@Args() _page: ReferralPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Referral");
  }
}

@Resolver(() => CustomerType)
export class CustomerReferralsResolver {
  @FieldResolver(() => ReferralConnection, {
    description: "The leads that the customer brought; empty when you may not see it.",
  })
  referrals(@Args() _page: ReferralPage): object {
    return planned();
  }
}

import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { ContractType } from "../contracts/contract.type";
import { CustomerType } from "../customers/customer.type";
import { RenewalFilter, RenewalOrder } from "./renewal.inputs";
import { RenewalConnection, RenewalType } from "./renewal.type";

@ArgsType()
class RenewalPage extends PageArgs {
  @Field(() => RenewalFilter, { nullable: true, description: "Which of them." })
  filter?: RenewalFilter;

  @Field(() => RenewalOrder, {
    nullable: true,
    description: "In which order; the first one due comes first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class RenewalResolver {
  @Query(() => RenewalType, {
    nullable: true,
    description: "One renewal of a customer you may see, by its id or the company's own key.",
  })
  renewal(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Renewal", key);
  }

  @Query(() => RenewalConnection, { description: "What is and was due, of the customers you may see." })
  renewals(@Args() _page: RenewalPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Renewal");
  }
}

@Resolver(() => CustomerType)
export class CustomerRenewalsResolver {
  @FieldResolver(() => RenewalConnection, {
    description: "What the customer has decided and will decide; empty when you may not see it.",
  })
  renewals(@Args() _page: RenewalPage): object {
    return planned();
  }
}

@Resolver(() => ContractType)
export class ContractRenewalsResolver {
  @FieldResolver(() => RenewalConnection, { description: "The decisions at its end." })
  renewals(@Args() _page: RenewalPage): object {
    return planned();
  }
}

import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { ContractFilter, ContractOrder } from "./contract.inputs";
import { ContractConnection, ContractType } from "./contract.type";

@ArgsType()
class ContractPage extends PageArgs {
  @Field(() => ContractFilter, { nullable: true, description: "Which of them." })
  filter?: ContractFilter;

  @Field(() => ContractOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class ContractResolver {
  @Query(() => ContractType, {
    nullable: true,
    description: "One contract of a customer you may see, by its id or the company's own key.",
  })
  contract(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Contract", key);
  }
}

@Resolver(() => CustomerType)
export class CustomerContractsResolver {
  @FieldResolver(() => ContractConnection, {
    description: "What the customer has committed to, now and before; empty when you may not see it.",
  })
  contracts(@Args() _page: ContractPage): object {
    return planned();
  }
}

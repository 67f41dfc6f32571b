import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { ContactFilter, ContactOrder } from "./contact.inputs";
import { ContactConnection, ContactType } from "./contact.type";

@ArgsType()
class ContactPage extends PageArgs {
  @Field(() => ContactFilter, { nullable: true, description: "Which of them." })
  filter?: ContactFilter;

  @Field(() => ContactOrder, { nullable: true, description: "In which order; by name when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class ContactResolver {
  @Query(() => ContactType, {
    nullable: true,
    description: "One contact of a customer you may see, by its id or the company's own key.",
  })
  contact(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Contact", key);
  }
}

@Resolver(() => CustomerType)
export class CustomerContactsResolver {
  @FieldResolver(() => ContactConnection, {
    description: "The people at the customer, who left included; empty when you may not see it.",
  })
  contacts(@Args() _page: ContactPage): object {
    return planned();
  }
}

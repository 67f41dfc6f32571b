import { Args, ArgsType, Field, FieldResolver, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { RepType } from "../reps/rep.type";
import { InteractionFilter, InteractionOrder } from "./interaction.inputs";
import { InteractionConnection } from "./interaction.type";

@ArgsType()
class InteractionPage extends PageArgs {
  @Field(() => InteractionFilter, { nullable: true, description: "Which of them." })
  filter?: InteractionFilter;

  @Field(() => InteractionOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver(() => CustomerType)
export class CustomerInteractionsResolver {
  @FieldResolver(() => InteractionConnection, {
    description: "Every contact with the customer; empty when you may not see it.",
  })
  interactions(@Args() _page: InteractionPage): object {
    return planned();
  }
}

@Resolver(() => RepType)
export class RepInteractionsResolver {
  @FieldResolver(() => InteractionConnection, { description: "The rep's contacts with customers that you may see." })
  interactions(@Args() _page: InteractionPage): object {
    return planned();
  }
}

import { Args, ArgsType, Field, FieldResolver, Int, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { RepType } from "../reps/rep.type";
import { AssignmentConnection, AssignmentType } from "./assignment.type";

@ArgsType()
class AsOf {
  @Field(() => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
  asOf?: string;
}

@ArgsType()
class AssignmentPage extends PageArgs {
  @Field(() => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
  asOf?: string;
}

@Resolver(() => CustomerType)
export class CustomerTeamResolver {
  @FieldResolver(() => [AssignmentType], {
    description: "Who serves the customer on a day, role by role; empty when you may not see it.",
  })
  team(@Args() _day: AsOf): AssignmentType[] {
    return planned();
  }

  @FieldResolver(() => AssignmentConnection, {
    description: "Everybody who served or will serve the customer, the first one first.",
  })
  teamHistory(@Args() _page: PageArgs): object {
    return planned();
  }
}

@Resolver(() => RepType)
export class RepAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: "The customers that the rep serves on a day, as far as you may see them.",
  })
  assignments(@Args() _page: AssignmentPage): object {
    return planned();
  }
}

@Resolver(() => AssignmentType)
export class AssignmentTenureResolver {
  @FieldResolver(() => Int, { description: "For how many days the rep had served the customer in this role by a day." })
  tenureDays(@Args() _day: AsOf): number {
    return planned();
  }
}

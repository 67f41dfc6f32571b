import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, FieldResolver, Info, ObjectType, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { RepRole, RepType } from "../reps/rep.type";
import { type Handover, handovers, type Service, unassignedRoles } from "./calc/team-history";
import { servicesOf } from "./team-history.queries";

@ObjectType("Handover", {
  description: "A change of rep in a role of a customer. Assignments derived from purchases make none.",
})
export class HandoverType {
  @Field(() => RepRole, { description: "The role." })
  role: string;

  @Field(() => GraphQLDay, { description: "First day of those who came." })
  on: string;
}

const services = async (context: Context, customer: object): Promise<readonly Service[]> =>
  (await batched(context, "servicesOf", keyOf(customer), (keys) => servicesOf(context, keys))) ?? [];

@Resolver(() => CustomerType)
export class TeamHistoryResolver {
  @FieldResolver(() => [HandoverType], {
    nullable: true,
    description: "Every change of rep up to a day, the first one first; null when you may not see the customer.",
  })
  async handovers(
    @Arg("asOf", () => GraphQLDay, {
      nullable: true,
      description: "The last day to look at; today when it is not given.",
    })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<Handover[]> {
    const last = asOf ?? context.today;
    return handovers(await services(context, customer)).filter(({ on }) => on <= last);
  }

  @FieldResolver(() => [RepRole], {
    nullable: true,
    description: "Roles that somebody held before and nobody holds on a day; null when you may not see the customer.",
  })
  async unassignedRoles(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<string[]> {
    return unassignedRoles(await services(context, customer), asOf ?? context.today);
  }
}

@Resolver(() => HandoverType)
export class HandoverRepsResolver {
  @FieldResolver(() => [RepType], { description: "Who went." })
  from(
    @Root() { from }: Handover,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(object | null)[]> {
    return Promise.all(from.map((rep) => planReference(context, info, "Rep", rep)));
  }

  @FieldResolver(() => [RepType], { description: "Who came." })
  to(@Root() { to }: Handover, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<(object | null)[]> {
    return Promise.all(to.map((rep) => planReference(context, info, "Rep", rep)));
  }
}

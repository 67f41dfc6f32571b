import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import type { AssignmentType } from "../../records/account-teams/assignment.type";
import { CustomerType } from "../../records/customers/customer.type";
import type { RenewalType } from "../../records/renewals/renewal.type";
import type { RepType } from "../../records/reps/rep.type";
import { riskOf, type ShownAssessment } from "../assessments/assessment.loader";
import type { PlayType } from "../plays/play.type";
import { type Account, accounts, type NextStep } from "./account.queries";
import { AccountViewType, NextStepType } from "./account.type";

/** What the fields below are found by. */
interface AccountView extends Account {
  readonly customerId: string;
  readonly asOf: Day;
}

@Resolver(() => CustomerType)
export class CustomerAccountResolver {
  @FieldResolver(() => AccountViewType, {
    nullable: true,
    description: "What to do next about it, why, by when and with whom; null when you may not see the customer.",
  })
  async account(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asked: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<AccountView> {
    const [customerId, asOf] = [keyOf(customer), asked ?? context.today];
    const found = await batched(context, `account ${asOf}`, customerId, (keys) => accounts(context, keys, asOf));
    return { customerId, asOf, ...must(found, "an account is found for every customer") };
  }
}

@Resolver(() => AccountViewType)
export class AccountViewResolver {
  @FieldResolver()
  nextSteps(@Root() { nextSteps, asOf }: AccountView): (NextStep & { readonly overdue: boolean })[] {
    return nextSteps.map((step) => ({ ...step, overdue: step.dueOn < asOf }));
  }

  @FieldResolver()
  risk(@Root() { customerId, asOf }: AccountView, @Ctx() context: Context): Promise<ShownAssessment | null> {
    return riskOf(context, customerId, asOf);
  }

  @FieldResolver()
  async renewal(
    @Root() { renewalId }: AccountView,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RenewalType | null> {
    return renewalId === null ? null : ((await planReference(context, info, "Renewal", renewalId)) as RenewalType);
  }

  @FieldResolver()
  async team(
    @Root() { assignmentIds }: AccountView,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AssignmentType[]> {
    const found = await Promise.all(assignmentIds.map((id) => planReference(context, info, "Assignment", id)));
    return found.filter((one) => one !== null) as AssignmentType[];
  }
}

@Resolver(() => NextStepType)
export class NextStepResolver {
  @FieldResolver()
  play(@Root() { playId }: NextStep, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Play", playId) as Promise<PlayType | null>;
  }

  @FieldResolver()
  async owner(@Root() { ownerId }: NextStep, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return ownerId === null ? null : ((await planReference(context, info, "Rep", ownerId)) as RepType);
  }
}

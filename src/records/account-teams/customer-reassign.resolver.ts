import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, FieldResolver, Info, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { UserError } from "../../platform/graphql/user-error.type";
import { demand, mutate, unchanged, violations, type Outcome } from "../../platform/mutation/mutate";
import { planReference } from "../../platform/plan/island";
import { CustomerType } from "../customers/customer.type";
import { mayReassign } from "../policy";
import { CustomerReassignInput } from "./assignment.inputs";
import { reassignCustomer } from "./customer-reassign.service";

@ObjectType("CustomerReassignPayload", { description: "What came of giving a customer to another rep." })
export class CustomerReassignPayload {
  @Field(() => [UserError], { description: "What kept it from happening; empty when it happened." })
  userErrors: readonly UserError[];
}

@Resolver(() => CustomerReassignPayload)
export class CustomerReassignResolver {
  @Mutation(() => CustomerReassignPayload, {
    nullable: true,
    description:
      "Gives a role of a customer to another rep from a day on. Leaders within their own reps, and administrators.",
  })
  async customerReassign(
    @Arg("input", () => CustomerReassignInput, { description: "Who gets which customer, and when." })
    input: CustomerReassignInput,
    @Arg("idempotencyKey", () => String, {
      description: "New for each new request: a repeat with the same key changes nothing more.",
    })
    idempotencyKey: string,
    @Ctx() context: Context,
  ): Promise<Outcome> {
    demand(mayReassign(context.viewer), "customerReassign");
    const broken = violations(CustomerReassignInput, input);
    if (broken.length > 0) return unchanged(...broken);
    return mutate(context, "customerReassign", idempotencyKey, input, (tx) => reassignCustomer(tx, context, input));
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: "The customer as it is now; null when nothing happened.",
  })
  async customer(
    @Root() { subjectId }: Outcome,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return subjectId === null ? null : planReference(context, info, "Customer", subjectId);
  }
}

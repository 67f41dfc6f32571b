import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  type ClassType,
} from "type-graphql";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../auth/viewer";
import type { Context } from "../graphql/context";
import { UserError } from "../graphql/user-error.type";
import { planReference } from "../plan/island";
import { demand, mutate, type Outcome, unchanged, violations } from "./mutate";

/** One business action that the graph offers under a name of its own. */
export interface BusinessMutation<Input extends object> {
  /** `objectVerb`: "customerReassign" */
  readonly name: string;
  /** what it does, and who may ask for it */
  readonly description: string;
  /** its class-validator rules answer as user errors */
  readonly input: ClassType<Input>;
  /** the record that it changes, under the payload's field that shows it */
  readonly subject: { readonly field: string; readonly type: ClassType<object>; readonly typeName: string };
  readonly may: (viewer: Viewer) => boolean;
  /** writes the change with its audit record */
  readonly act: (tx: EntityManager, context: Context, input: Input) => Promise<Outcome>;
}

/** The mutation with its payload: the record as it is afterwards, and what kept the change from being made. */
export function businessMutation<Input extends object>(mutation: BusinessMutation<Input>): new () => object {
  const { name, description, input: Input, subject } = mutation;

  @ObjectType(`${name[0]!.toUpperCase()}${name.slice(1)}Payload`, { description: `What came of ${name}.` })
  class Payload {
    @Field(() => [UserError], { description: "What kept it from happening; empty when it happened." })
    userErrors: readonly UserError[];
  }

  @Resolver(() => Payload)
  class Offered {
    @Mutation(() => Payload, { name, nullable: true, description })
    async act(
      @Arg("input", () => Input, { description: "What is to happen." }) input: object,
      @Arg("idempotencyKey", () => String, {
        description: "New for each new request: a repeat with the same key changes nothing more.",
      })
      idempotencyKey: string,
      @Ctx() context: Context,
    ): Promise<Outcome> {
      return perform(mutation, context, idempotencyKey, input as Input);
    }

    @FieldResolver(() => subject.type, {
      name: subject.field,
      nullable: true,
      description: "The record as it is now; null when nothing happened.",
    })
    async changed(
      @Root() { subjectId }: Outcome,
      @Ctx() context: Context,
      @Info() info: GraphQLResolveInfo,
    ): Promise<object | null> {
      return subjectId === null ? null : planReference(context, info, subject.typeName, subjectId);
    }
  }
  return Offered;
}

async function perform<Input extends object>(
  { name, input: type, may, act }: BusinessMutation<Input>,
  context: Context,
  key: string,
  input: Input,
): Promise<Outcome> {
  demand(may(context.viewer), name);
  const broken = violations(type, input);
  if (broken.length > 0) return unchanged(...broken);
  return mutate(context, name, key, input, (tx) => act(tx, context, input));
}

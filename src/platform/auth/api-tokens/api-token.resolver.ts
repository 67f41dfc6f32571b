import { randomBytes } from "node:crypto";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Field, FieldResolver, Info, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { PageArgs } from "../../graphql/connection.type";
import type { Context } from "../../graphql/context";
import { UserError } from "../../graphql/user-error.type";
import { businessMutation } from "../../mutation/business-mutation";
import { demand, mutate, type Outcome, unchanged, violations } from "../../mutation/mutate";
import { planConnection, planReference } from "../../plan/island";
import { API_TOKEN_PREFIX } from "../authenticator";
import type { Viewer } from "../viewer";
import { ApiTokenCreateInput, ApiTokenRevokeInput } from "./api-token.inputs";
import { createApiToken, revokeApiToken } from "./api-token.service";
import { ApiTokenConnection, ApiTokenType } from "./api-token.type";

const SECRET_BYTES = 32;

const mayManage = ({ role }: Viewer): boolean => role === "ADMIN";

@ObjectType("ApiTokenCreatePayload", { description: "What came of apiTokenCreate." })
class ApiTokenCreatePayload {
  @Field(() => String, {
    nullable: true,
    description:
      "Sent as `Authorization: Bearer`. Shown now and never again: null where a call is repeated, or nothing happened.",
  })
  secret: string | null;

  @Field(() => [UserError], { description: "What kept it from happening; empty when it happened." })
  userErrors: readonly UserError[];
}

type Made = Outcome & { readonly secret: string | null };

@Resolver(() => ApiTokenCreatePayload)
export class ApiTokenResolver {
  @Query(() => ApiTokenConnection, {
    description: "What machines sign in with, the newest first; empty but for administrators and auditors.",
  })
  apiTokens(@Args() _page: PageArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "ApiToken");
  }

  @Mutation(() => ApiTokenCreatePayload, {
    nullable: true,
    description: "Makes a token for a machine. Administrators.",
  })
  async apiTokenCreate(
    @Arg("input", () => ApiTokenCreateInput, { description: "What is to happen." }) input: ApiTokenCreateInput,
    @Arg("idempotencyKey", () => String, {
      description: "New for each new request: a repeat with the same key changes nothing more, and shows no secret.",
    })
    key: string,
    @Ctx() context: Context,
  ): Promise<Made> {
    demand(mayManage(context.viewer), "apiTokenCreate");
    const broken = violations(ApiTokenCreateInput, input);
    if (broken.length > 0) return { ...unchanged(...broken), secret: null };
    let secret: string | null = null;
    // What is kept for a repeat is the outcome alone: the secret stays here.
    const outcome = await mutate(context, "apiTokenCreate", key, input, (tx) => {
      secret = `${API_TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;
      return createApiToken(tx, context, input, secret);
    });
    return { ...outcome, secret: outcome.subjectId === null ? null : secret };
  }

  @FieldResolver(() => ApiTokenType, {
    nullable: true,
    description: "The record as it is now; null when nothing happened.",
  })
  async token(
    @Root() { subjectId }: Made,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return subjectId === null ? null : planReference(context, info, "ApiToken", subjectId);
  }
}

export const ApiTokenRevoke = businessMutation({
  name: "apiTokenRevoke",
  description: "Withdraws a token for good; servers notice within ten seconds. Administrators.",
  input: ApiTokenRevokeInput,
  subject: { field: "token", type: ApiTokenType, typeName: "ApiToken" },
  may: mayManage,
  act: revokeApiToken,
});

import { ArrayNotEmpty, ArrayUnique, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { GraphQLInstant } from "../../graphql/scalars";
import { IsTold } from "../../mutation/is-told";
import { ApiScope } from "./api-token.type";

@InputType("ApiTokenCreateInput", { description: "A machine is to sign in." })
export class ApiTokenCreateInput {
  @Field(() => String, { description: "Which machine; no other token has or had the same name." })
  @IsTold()
  @MaxLength(100)
  name: string;

  @Field(() => [ApiScope], { description: "What it is for." })
  @ArrayNotEmpty()
  @ArrayUnique()
  scopes: ApiScope[];

  @Field(() => GraphQLInstant, { description: "From when on it is not accepted any more: at most 400 days from now." })
  expiresAt: string;
}

@InputType("ApiTokenRevokeInput", { description: "A machine is not to sign in any more." })
export class ApiTokenRevokeInput {
  @Field(() => ID, { description: "The token." })
  token: string;
}

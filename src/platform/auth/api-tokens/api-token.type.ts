import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../graphql/connection.type";
import { graphEnum } from "../../graphql/enum";
import { NodeType } from "../../graphql/node.type";
import { GraphQLInstant } from "../../graphql/scalars";
import type { ApiScope as Scope } from "../viewer";

export const ApiScope = graphEnum<Scope>("ApiScope", "What an API token is for. It opens nothing else.", {
  COMPENSATION_READ: "Reads the batches for HR, in the graph and as files.",
  COMPENSATION_ACKNOWLEDGE: "Answers their lines.",
});
export type ApiScope = Scope;

@ObjectType("ApiToken", {
  implements: NodeType,
  description: "What a machine signs in with. Its secret is shown once, when it is made, and only its hash is kept.",
})
export class ApiTokenType extends NodeType {
  @Field(() => String, { description: "Which machine it is for; audit records name `token:` and this." })
  name: string;

  @Field(() => [ApiScope], { description: "What it is for." })
  scopes: ApiScope[];

  @Field(() => String, { description: "Who made it." })
  createdBy: string;

  @Field(() => GraphQLInstant, { description: "When it was made." })
  createdAt: string;

  @Field(() => GraphQLInstant, { description: "From when on it is not accepted any more." })
  expiresAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was withdrawn; null while it was not." })
  revokedAt: string | null;

  @Field(() => GraphQLInstant, {
    nullable: true,
    description: "When it was used last, to the minute; null while it never was.",
  })
  lastUsedAt: string | null;
}

export const ApiTokenConnection = connectionType("ApiToken", ApiTokenType);

import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../graphql/scalars";

@ObjectType("Version", { description: "What the company says from a day on." })
export abstract class VersionType extends NodeType {
  @Field(() => Int, { description: "1, 2, …: the highest version among those in effect on a day holds on it." })
  version: number;

  @Field(() => GraphQLDay, { description: "First day on which it is in effect." })
  effectiveFrom: string;

  @Field(() => String, { description: "Why this version was published." })
  reason: string;

  @Field(() => GraphQLInstant, { description: "When it was published." })
  publishedAt: Date;
}

import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";

@ObjectType("Team", { implements: NodeType, description: "A group of reps that work and are measured together." })
export class TeamType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => String, { description: "What the company calls it." })
  name: string;
}

export const TeamConnection = connectionType("Team", TeamType);

import { Field, ObjectType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { TeamType } from "../teams/team.type";
import { RepRole, RepType } from "./rep.type";

@ObjectType("Position", {
  implements: NodeType,
  description: "A role that a rep held, in a team and under a manager, from a day to a day.",
})
export class RepPositionType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => RepRole, { description: "The role." })
  role: RepRole;

  @Field(() => TeamType, { nullable: true, description: "The team; null without one." })
  team: TeamType | null;

  @Field(() => RepType, { nullable: true, description: "Whom the rep reported to; null at the top." })
  manager: RepType | null;

  @Field(() => GraphQLDay, { description: "First day; 0001-01-01 when the company does not know it." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day not held any more; null while it is open." })
  endsOn: string | null;
}

import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepType } from "../reps/rep.type";
import { TeamType } from "../teams/team.type";

@ObjectType("AgreedAction", {
  implements: NodeType,
  description: "What a team, or the whole company, agreed to do about the customers that it lost.",
})
export class AgreedActionType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => TeamType, { nullable: true, description: "Which team; null when it is the whole company's." })
  team: TeamType | null;

  @Field(() => RepType, { description: "Who sees to it." })
  owner: RepType;

  @Field(() => String, { description: "What is to be done." })
  what: string;

  @Field(() => GraphQLDay, { description: "First day of the period whose losses it answers." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind that period." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day it was agreed on." })
  agreedOn: string;

  @Field(() => GraphQLDay, { description: "The day by which it is to be done." })
  dueOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was done; null until then." })
  doneOn: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

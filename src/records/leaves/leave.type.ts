import { Field, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepType } from "../reps/rep.type";

export const LeaveKind = graphEnum("LeaveKind", "Why a rep is away.", {
  PARENTAL: "For a child.",
  SICK: "For its health.",
  SABBATICAL: "For a time of its own.",
  OTHER: "For anything else.",
});
export type LeaveKind = keyof typeof LeaveKind;

@ObjectType("LeaveOfAbsence", { implements: NodeType, description: "A time in which a rep is away." })
export class LeaveType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => RepType, { description: "Who." })
  rep: RepType;

  @Field(() => GraphQLDay, { description: "First day away." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day back; null while it is not known." })
  endsOn: string | null;

  @Field(() => LeaveKind, {
    nullable: true,
    description: "Why: read by the rep itself, HR and auditors only; null to whoever leads the rep.",
  })
  kind: LeaveKind | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

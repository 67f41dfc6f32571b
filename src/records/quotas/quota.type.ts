import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { RepType } from "../reps/rep.type";
import { TeamType } from "../teams/team.type";
import { MeasureCode } from "./measure-code.type";

@ObjectType("Quota", { implements: NodeType, description: "The goal of a rep or a team for a measure in a period." })
export class QuotaType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => RepType, { nullable: true, description: "Whose goal; null when it is a team's." })
  rep: RepType | null;

  @Field(() => TeamType, { nullable: true, description: "Which team's goal; null when it is a rep's." })
  team: TeamType | null;

  @Field(() => MeasureCode, { description: "What is measured." })
  measure: MeasureCode;

  @Field(() => GraphQLDay, { description: "First day of the period." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind the period." })
  endsOn: string;

  @Field(() => GraphQLDecimal, {
    description: "In the measure's unit: ratios with 1 = 100 %, amounts in the currency's major unit.",
  })
  goal: string;

  @Field(() => String, { nullable: true, description: "ISO 4217 code of an amount; null for any other goal." })
  currency: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const QuotaConnection = connectionType("Quota", QuotaType);

import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { MeasureCode } from "../quotas/measure-code.type";
import { RepType } from "../reps/rep.type";

@ObjectType("Course", { implements: NodeType, description: "Something that reps are trained in." })
export class CourseType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => String, { description: "What it is called." })
  name: string;

  @Field(() => MeasureCode, {
    nullable: true,
    description: "The measure that it makes better: suggested where that one is weak. Null when it trains none.",
  })
  trains: MeasureCode | null;
}

@ObjectType("Completion", { implements: NodeType, description: "A course that a rep has completed." })
export class CompletionType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => RepType, { description: "Who." })
  rep: RepType;

  @Field(() => CourseType, { description: "What." })
  course: CourseType;

  @Field(() => GraphQLDay, { description: "The day it was completed: the skill holds from then on." })
  completedOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day it does not hold any more; null when it lasts." })
  expiresOn: string | null;
}

export const CourseConnection = connectionType("Course", CourseType);
export const CompletionConnection = connectionType("Completion", CompletionType);

import { IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { MeasureCode } from "../quotas/measure-code.type";

@InputType("CourseInput", {
  description: "Something that reps are trained in. A field that is left out keeps its stored value; null clears it.",
})
export class CourseInput {
  @Field(() => String, { description: "The company's own key: an existing course of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "What it is called." })
  @IsNotEmpty()
  @MaxLength(500)
  name: string;

  @Field(() => MeasureCode, { nullable: true, description: "The measure that it makes better." })
  @IsOptional()
  @IsIn(Object.keys(MeasureCode))
  trains?: MeasureCode | null;
}

@InputType("CompletionInput", {
  description: "A course that a rep has completed. A field that is left out keeps its stored value; null clears it.",
})
export class CompletionInput {
  @Field(() => String, { description: "The company's own key: an existing completion of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the rep." })
  @IsNotEmpty()
  rep: string;

  @Field(() => String, { description: "External id of the course." })
  @IsNotEmpty()
  course: string;

  @Field(() => GraphQLDay, { description: "The day it was completed." })
  completedOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "First day it does not hold any more; it lasts without one.",
  })
  @IsOptional()
  expiresOn?: string | null;
}

@InputType("CompletionRecordInput", { description: "A rep has completed a course." })
export class CompletionRecordInput {
  @Field(() => ID, { description: "The rep." })
  rep: string;

  @Field(() => ID, { description: "The course." })
  course: string;

  @Field(() => GraphQLDay, { description: "The day it was completed." })
  completedOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "First day it does not hold any more; it lasts without one.",
  })
  @IsOptional()
  expiresOn?: string | null;
}

import { IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { IfGiven } from "../../platform/mutation/if-given";

@InputType("AgreedActionInput", {
  description:
    "What a team agreed to do about its losses. A field that is left out keeps its stored value; null clears it.",
})
export class AgreedActionInput {
  @Field(() => String, { description: "The company's own key: an existing action of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { nullable: true, description: "External id of the team; the whole company's without one." })
  @IsOptional()
  team?: string | null;

  @Field(() => String, { description: "External id of the rep who sees to it." })
  @IsNotEmpty()
  owner: string;

  @Field(() => String, { description: "What is to be done." })
  @IsNotEmpty()
  @MaxLength(1_000)
  what: string;

  @Field(() => GraphQLDay, { description: "First day of the period whose losses it answers." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind that period." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day it was agreed on." })
  agreedOn: string;

  @Field(() => GraphQLDay, { description: "The day by which it is to be done." })
  dueOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was done." })
  @IsOptional()
  doneOn?: string | null;
}

@InputType("ActionAgreeInput", { description: "Something that a team will do about its losses." })
export class ActionAgreeInput {
  @Field(() => ID, { nullable: true, description: "The team; without one the whole company, for administrators." })
  team?: string | null;

  @Field(() => ID, { description: "The rep who sees to it." })
  owner: string;

  @Field(() => String, { description: "What is to be done." })
  @IsNotEmpty()
  @MaxLength(1_000)
  what: string;

  @Field(() => GraphQLDay, { description: "First day of the period whose losses it answers." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind that period." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day by which it is to be done." })
  dueOn: string;

  @Field(() => String, { nullable: true, description: "The company's own key; one is made up when it is not given." })
  @IfGiven()
  @IsNotEmpty()
  @MaxLength(200)
  externalId?: string;
}

@InputType("ActionCompleteInput", { description: "An agreed action has been done." })
export class ActionCompleteInput {
  @Field(() => ID, { description: "The action." })
  action: string;

  @Field(() => GraphQLDay, { description: "The day it was done." })
  doneOn: string;

  @Field(() => Int, { description: "The version of the action you have read: a newer one is not overwritten." })
  version: number;
}

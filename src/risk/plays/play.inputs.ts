import { IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { PlayOutcome, PlayStatus } from "./play.type";

const VERSION = "The version of the play you have read: a newer one is not overwritten.";

@InputType("PlayStepDoneInput", { description: "A step of a play was done today." })
export class PlayStepDoneInput {
  @Field(() => ID, { description: "The step." })
  step: string;
}

@InputType("PlaySnoozeInput", { description: "A play is put off, for a reason." })
export class PlaySnoozeInput {
  @Field(() => ID, { description: "The play." })
  play: string;

  @Field(() => GraphQLDay, { description: "The day on which it is open again: after today, at most a year ahead." })
  until: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: VERSION })
  version: number;
}

@InputType("PlayCompleteInput", { description: "A play ends today." })
export class PlayCompleteInput {
  @Field(() => ID, { description: "The play." })
  play: string;

  @Field(() => PlayOutcome, { description: "What came of it." })
  @IsIn(Object.keys(PlayOutcome))
  outcome: PlayOutcome;

  @Field(() => String, { nullable: true, description: "What is worth remembering." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;

  @Field(() => Int, { description: VERSION })
  version: number;
}

@InputType("PlayReassignInput", { description: "A play is given to somebody, whoever serves the customer." })
export class PlayReassignInput {
  @Field(() => ID, { description: "The play." })
  play: string;

  @Field(() => ID, {
    nullable: true,
    description: "The rep that goes on with it; null gives it back to whoever holds the role.",
  })
  @IsOptional()
  to?: string | null;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: VERSION })
  version: number;
}

@InputType("PlayFilter", { description: "Which plays a list shows: all conditions hold." })
export class PlayFilter {
  @Field(() => [PlayStatus], { nullable: true, description: "Which have come as far as one of these." })
  status?: PlayStatus[];

  @Field(() => ID, { nullable: true, description: "Whose owner is this rep." })
  owner?: string;

  @Field(() => [String], { nullable: true, description: "Of playbooks with one of these codes." })
  playbookCode?: string[];

  @Field(() => GraphQLDay, { nullable: true, description: "Due before this day." })
  dueBefore?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Opened on this day or later." })
  openedFrom?: string;
}

export const PlayOrderField = graphEnum("PlayOrderField", "What plays can be sorted by.", {
  DUE_ON: "The day they are due.",
  OPENED_ON: "The day they were opened.",
});

export const PlayOrder = orderInput("Play", PlayOrderField);

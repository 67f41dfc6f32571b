import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
} from "class-validator";
import { Field, Float, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { IfGiven } from "../../platform/mutation/if-given";
import { VersionPublishInput } from "../../platform/versions/version.inputs";
import { RepRole } from "../../records/reps/rep.type";
import { RiskBand } from "../assessments/assessment.type";
import type { RiskBand as Band } from "../models/calc/risk-model";
import type { SignalCode } from "../signals/calc/signal-code";
import { RiskSignal } from "../signals/risk-signal.type";
import type { PlayEvent as Event } from "./calc/playbook";
import { PlayEvent } from "./playbook.type";

/** A year: what is due later is no answer to an alert. */
const MOST_DAYS = 365;
const OPENING_BANDS: readonly Band[] = ["WATCH", "AT_RISK", "CRITICAL"];

@InputType("PlaybookPublishInput", {
  description:
    "A new version of a playbook: the latest one with what is given here changed. What is left out stays. The first version of a playbook needs all but `belowSeverity` and `retired`.",
})
export class PlaybookPublishInput extends VersionPublishInput {
  @Field(() => String, { description: "Its name in code, in capitals: that of a playbook there is, or a new one." })
  @Matches(/^[A-Z][A-Z_]{0,99}$/, { message: "code must be capital letters and _" })
  code: string;

  @Field(() => String, { nullable: true, description: "What it is about." })
  @IfGiven()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @Field(() => RiskSignal, {
    nullable: true,
    description: "The signal that opens it. What opens it is one of `signal`, `fromBand` and `event`.",
  })
  @IfGiven()
  @IsIn(Object.keys(RiskSignal))
  signal?: SignalCode;

  @Field(() => Float, {
    nullable: true,
    description: "With `signal`: the severity from which on it opens, above 0 and at most 1.",
  })
  @IfGiven()
  @Min(0.001)
  @Max(1)
  fromSeverity?: number;

  @Field(() => Float, {
    nullable: true,
    description: "With `signal`: the severity from which on it opens no more; null or left out: there is none.",
  })
  @IsOptional()
  @Max(1)
  belowSeverity?: number | null;

  @Field(() => RiskBand, { nullable: true, description: "The mildest band that opens it: WATCH or worse." })
  @IfGiven()
  @IsIn(OPENING_BANDS)
  fromBand?: Band;

  @Field(() => PlayEvent, { nullable: true, description: "What happened, or is about to, that opens it." })
  @IfGiven()
  @IsIn(Object.keys(PlayEvent))
  event?: Event;

  @Field(() => RepRole, { nullable: true, description: "Whoever holds this role for the customer owns the play." })
  @IfGiven()
  @IsIn(Object.keys(RepRole))
  role?: RepRole;

  @Field(() => [String], { nullable: true, description: "What to do: this list takes the place of the one before." })
  @IfGiven()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsNotEmpty({ each: true })
  @MaxLength(500, { each: true })
  steps?: string[];

  @Field(() => Int, { nullable: true, description: "A play is due so many days after it was opened: 0 to 365." })
  @IfGiven()
  @Min(0)
  @Max(MOST_DAYS)
  dueWithinDays?: number;

  @Field(() => Int, { nullable: true, description: "Days without another play after one was closed: 0 to 365." })
  @IfGiven()
  @Min(0)
  @Max(MOST_DAYS)
  coolDownDays?: number;

  @Field(() => Boolean, { nullable: true, description: "Whether it opens nothing any more." })
  @IfGiven()
  @IsBoolean()
  retired?: boolean;
}

@InputType("PlaybookFilter", { description: "Which versions a list shows: all conditions hold." })
export class PlaybookFilter {
  @Field(() => [String], { nullable: true, description: "Of playbooks with one of these codes." })
  code?: string[];
}

export const PlaybookOrderField = graphEnum("PlaybookOrderField", "What playbooks can be sorted by.", {
  CODE: "The code.",
  VERSION: "The version.",
});

export const PlaybookOrder = orderInput("Playbook", PlaybookOrderField);

import { ArrayMaxSize, Max, Min } from "class-validator";
import { Field, Float, InputType, Int } from "type-graphql";
import { IfGiven } from "../../platform/mutation/if-given";
import { VersionPublishInput } from "../../platform/versions/version.inputs";
import type { SignalCode } from "../signals/calc/signal-code";
import { RiskSignal } from "../signals/risk-signal.type";

@InputType("SignalWeightInput", { description: "How far a signal at its worst raises the score by itself." })
export class SignalWeightInput {
  @Field(() => RiskSignal, { description: "Which." })
  signal: SignalCode;

  @Field(() => Float, { description: "0 to 1." })
  weight: number;
}

@InputType("SegmentRiskInput", { description: "What a segment has of its own." })
export class SegmentRiskInput {
  @Field(() => String, { description: "The segment, as the customers have it." })
  segment: string;

  @Field(() => [SignalWeightInput], { defaultValue: [], description: "Weights in place of the model's." })
  weights: SignalWeightInput[];

  @Field(() => Int, {
    nullable: true,
    description: "The longest time without a two-way interaction that is no sign: 1 to 3,650 days.",
  })
  cadenceDays?: number | null;
}

@InputType("RiskModelPublishInput", {
  description:
    "A new version of how risk is judged: the latest one with what is given here changed. What is left out stays.",
})
export class RiskModelPublishInput extends VersionPublishInput {
  @Field(() => [SignalWeightInput], {
    nullable: true,
    description: "The weights that change; the other signals keep theirs. A signal that weighs 0 is not heard.",
  })
  @IfGiven()
  @ArrayMaxSize(100)
  weights?: SignalWeightInput[];

  @Field(() => [SegmentRiskInput], {
    nullable: true,
    description: "Segments with settings of their own: this list takes the place of the one before.",
  })
  @IfGiven()
  @ArrayMaxSize(200)
  bySegment?: SegmentRiskInput[];

  @Field(() => Int, { nullable: true, description: "The score from which on a customer is in WATCH: 1 to 100." })
  @IfGiven()
  @Min(1)
  @Max(100)
  watchFrom?: number;

  @Field(() => Int, { nullable: true, description: "The score from which on it is AT_RISK: above `watchFrom`." })
  @IfGiven()
  @Min(1)
  @Max(100)
  atRiskFrom?: number;

  @Field(() => Int, { nullable: true, description: "The score from which on it is CRITICAL: above `atRiskFrom`." })
  @IfGiven()
  @Min(1)
  @Max(100)
  criticalFrom?: number;

  @Field(() => Int, {
    nullable: true,
    description: "Points below a threshold that a customer must fall to leave its band: less than `watchFrom`.",
  })
  @IfGiven()
  @Min(0)
  @Max(100)
  hysteresis?: number;

  @Field(() => Float, { nullable: true, description: "The share of the weight that must have data, 0 to 1." })
  @IfGiven()
  @Min(0)
  @Max(1)
  minimumCoverage?: number;

  @Field(() => Int, { nullable: true, description: "How many days ahead a loss is foretold: 1 to 3,650." })
  @IfGiven()
  @Min(1)
  @Max(3_650)
  horizonDays?: number;
}

import { Field, Float, Int, ObjectType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node.type";
import { VersionType } from "../../platform/versions/version.type";
import { RiskSignal } from "../signals/risk-signal.type";
import type { SignalCode } from "../signals/calc/signal-code";

@ObjectType("SignalWeight", { description: "How far a signal at its worst raises the score by itself." })
export class SignalWeightType {
  @Field(() => RiskSignal, { description: "Which." })
  signal: SignalCode;

  @Field(() => Float, { description: "0 to 1; at 1 the signal at its worst makes a score of 100." })
  weight: number;
}

@ObjectType("SegmentRisk", { description: "What a segment has of its own in a risk model." })
export class SegmentRiskType {
  @Field(() => String, { description: "The customers' segment." })
  segment: string;

  @Field(() => [SignalWeightType], {
    description: "Weights in place of the model's, by signal; none: the model's hold.",
  })
  weights: SignalWeightType[];

  @Field(() => Int, {
    nullable: true,
    description:
      "The longest time without a two-way interaction that is no sign, in days; null: the retention definition's.",
  })
  cadenceDays: number | null;
}

@ObjectType("RiskModel", {
  implements: NodeType,
  description:
    "How signals become a score, from a day on: score = 100 × (1 − Π(1 − weight × severity)) over the signals with data. " +
    "A version never changes, and every assessment says under which one it was made.",
})
export class RiskModelType extends VersionType {
  @Field(() => [SignalWeightType], { description: "What each signal weighs; one that is not there weighs nothing." })
  weights: SignalWeightType[];

  @Field(() => [SegmentRiskType], { description: "Segments with settings of their own, in the order of their names." })
  bySegment: SegmentRiskType[];

  @Field(() => Int, { description: "The score from which on a customer is in WATCH." })
  watchFrom: number;

  @Field(() => Int, { description: "The score from which on a customer is AT_RISK." })
  atRiskFrom: number;

  @Field(() => Int, { description: "The score from which on a customer is CRITICAL." })
  criticalFrom: number;

  @Field(() => Int, {
    description: "A customer leaves its band downwards only when its score is more than so many points below it.",
  })
  hysteresis: number;

  @Field(() => Float, {
    description: "The share of the weight that must have data, 0 to 1: with less there is not enough history.",
  })
  minimumCoverage: number;

  @Field(() => Int, { description: "How many days ahead a loss is foretold." })
  horizonDays: number;
}

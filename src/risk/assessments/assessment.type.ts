import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import type { RiskBand as Band } from "../models/calc/risk-model";
import type { RiskDimension as Dimension, SignalCode } from "../signals/calc/signal-code";
import { RiskFitType } from "../probability/risk-fit.type";
import { RiskDimension, RiskSignal } from "../signals/risk-signal.type";

export const RiskBand = graphEnum<Band>("RiskBand", "How at risk a customer is, by the risk model's thresholds.", {
  HEALTHY: "Below the first threshold.",
  WATCH: "Something has changed.",
  AT_RISK: "Likely to leave unless somebody acts.",
  CRITICAL: "About to leave.",
});

@ObjectType("RiskDriver", { description: "A signal that raises a customer's score, with what it saw." })
export class RiskDriverType {
  @Field(() => RiskSignal, { description: "Which." })
  signal: SignalCode;

  @Field(() => RiskDimension, { description: "What it belongs to." })
  dimension: Dimension;

  @Field(() => Float, { description: "How bad it is by itself, 0 to 1." })
  severity: number;

  @Field(() => Int, {
    description:
      "Its share of the score: in proportion to −ln(1 − weight × severity), whole points by largest remainder. The points of all drivers add up to the score, or to `scoreWithout` where that is overridden.",
  })
  points: number;

  @Field(() => String, { description: "What it saw, in the customer's own figures." })
  evidence: string;

  @Field(() => GraphQLDay, { description: "When the newest fact behind it happened." })
  dataAsOf: Day;
}

@ObjectType("RiskAssessment", {
  description:
    "How at risk a customer was as of a day: score = 100 × (1 − Π(1 − weight × severity)) over the signals with data. 100 is most at risk. One loud sign is enough, weak ones add up.",
})
export class RiskAssessmentType {
  @Field(() => GraphQLDay, { description: "No later fact is known to it." })
  asOf: Day;

  @Field(() => Int, { description: "0 to 100; 100 is most at risk. By the signals, unless somebody overrides it." })
  score: number;

  @Field(() => RiskBand, {
    description:
      "Where the score stands. A band is entered at its threshold, and left downwards only some points below it, so that a customer that hovers there raises one alert.",
  })
  band: Band;

  @Field(() => Int, {
    nullable: true,
    description: "The score by the signals alone; null where nothing overrides them.",
  })
  scoreWithout: number | null;

  @Field(() => RiskBand, {
    nullable: true,
    description: "The band by the signals alone, which hysteresis goes on from; null where nothing overrides them.",
  })
  bandWithout: Band | null;

  @Field(() => RiskBand, { nullable: true, description: "Its band before; null when it was not assessed before." })
  previousBand: Band | null;

  @Field(() => Int, {
    nullable: true,
    description: "The score less that of the last stored assessment before; null when there is none.",
  })
  change: number | null;

  @Field(() => Float, {
    description:
      "Probability of loss within the horizon by the signals, 0 to 1; of who buys order by order, to buy nothing. Where it is not calibrated it is that of the BG/NBD model for who bought more than once, else the published mapping, score ÷ 100, which ranks and does not count.",
  })
  probability: number;

  @Field(() => Int, { description: "How many days ahead the probability looks." })
  horizonDays: number;

  @Field(() => Boolean, {
    description:
      "Whether a fit of the company's own history told the probability that foretold later days better than what is simpler.",
  })
  calibrated: boolean;

  @Field(() => RiskFitType, {
    nullable: true,
    description: "The fit that told the probability; null where it is not calibrated.",
  })
  riskFit: RiskFitType | null;

  @Field(() => MoneyType, {
    description:
      "Contracts in force, or purchases of the last 365 days, in the retention definition's currency at the rates of the day.",
  })
  annualValue: MoneyType;

  @Field(() => MoneyType, { description: "Probability × annual value." })
  valueAtRisk: MoneyType;

  @Field(() => Float, { description: "The share of the signals' weight that had data, 0 to 1." })
  coverage: number;

  /** the graph shows the model itself */
  modelVersion: number;

  @Field(() => [RiskDriverType], { description: "What raises the score, the heaviest first; empty at a score of 0." })
  drivers: RiskDriverType[];
}

export const RiskAssessmentConnection = connectionType("RiskAssessment", RiskAssessmentType);

import { Field, Float, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import type { BaselineName } from "./calc/validation";

export const RiskBaselineName = graphEnum<BaselineName>("RiskBaselineName", "What a probability has to beat.", {
  WEIGHTS: "The score by the risk model's weights.",
  RECENCY: "Days since the last purchase; under contract, since anybody last talked with the customer.",
  BUYING_MODEL: "The probability to buy nothing by the BG/NBD model alone; not under contract.",
});

@ObjectType("RiskSlice", {
  description:
    "Customers on days of which there are three in a horizon, each as it was known then, with what became of them.",
})
export class RiskSliceType {
  @Field(() => GraphQLDay, { description: "The first day that was looked at." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The last day whose losses count: one horizon after the last look." })
  endsOn: string;

  @Field(() => Int, { description: "How many days were looked at." })
  days: number;

  @Field(() => Int, { description: "How many customers were there and had enough history, each once per day." })
  customers: number;

  @Field(() => Int, {
    description: "How many customers were lost within the horizon after one of the days, each told once.",
  })
  losses: number;
}

@ObjectType("RiskBaseline", {
  description:
    "How something simpler did on the later slice: put on the scale of probabilities by the same regression on it alone, learnt from the earlier slice.",
})
export class RiskBaselineType {
  @Field(() => RiskBaselineName, { description: "Which." })
  name: BaselineName;

  @Field(() => Float, { nullable: true, description: "Its AUC; null when all were lost, or none." })
  auc: number | null;

  @Field(() => Float, { description: "Its Brier score." })
  brier: number;
}

@ObjectType("RiskCalibrationBin", { description: "Customers of about the same probability." })
export class RiskCalibrationBinType {
  @Field(() => Int, { description: "How many." })
  count: number;

  @Field(() => Float, { description: "The mean of their probabilities." })
  meanProbability: number;

  @Field(() => Float, { description: "The share that was lost." })
  observedRate: number;
}

@ObjectType("RiskLead", { description: "How many losses had an alarm so early." })
export class RiskLeadType {
  @Field(() => Int, { description: "So many days before the loss, or more." })
  days: number;

  @Field(() => Float, { nullable: true, description: "The share of all losses; null without losses." })
  share: number | null;
}

@ObjectType("RiskAlarms", {
  description:
    "How alarms would have done on the later slice, looked for six times in each horizon. An alarm lasts as long as each look finds it.",
})
export class RiskAlarmsType {
  @Field(() => Int, {
    description: "Losses on days from one horizon after the first look on, so that early alarms can be seen.",
  })
  losses: number;

  @Field(() => Int, { description: "Of them, those without an alarm on the last look before the loss." })
  misses: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Lead time: days from the first look of the alarm that stood until the loss, the median of those that had one; null when none had.",
  })
  medianLeadDays: number | null;

  @Field(() => [RiskLeadType], { description: "The share of losses with an alarm 30, 60 and 90 days before." })
  leads: RiskLeadType[];

  @Field(() => Int, { description: "Alarms that began early enough for a whole horizon after that to be known." })
  alarms: number;

  @Field(() => Int, { description: "Of them, those without a loss up to one horizon after they ended." })
  falseAlarms: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "False alarms for each one that came in time for a save: 14 days before the loss at least. Null when none did.",
  })
  falseAlarmsPerSave: number | null;
}

@ObjectType("RiskValidation", {
  description: "How a probability learnt from the earlier days did on the later ones, of which it knew nothing.",
})
export class RiskValidationType {
  @Field(() => RiskSliceType, { description: "What it was learnt from." })
  learnt: RiskSliceType;

  @Field(() => RiskSliceType, { description: "What it was judged by: the latest third of the days." })
  judged: RiskSliceType;

  @Field(() => Float, { description: "The share that was lost within the horizon." })
  baseRate: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Area under the ROC curve: how probable it is that who was lost had the higher probability; 0.5 is a coin. Null when all were lost, or none.",
  })
  auc: number | null;

  @Field(() => Float, {
    description:
      "Brier score: mean squared distance of probability and outcome. Lower is better; base rate × (1 − base rate) is what saying the base rate of everybody gets.",
  })
  brier: number;

  @Field(() => [RiskCalibrationBinType], {
    description: "Whether probabilities mean what they say: ten bins of equal size, the lowest probabilities first.",
  })
  calibration: RiskCalibrationBinType[];

  @Field(() => Float, {
    nullable: true,
    description:
      "How many times as often the tenth with the highest probabilities was lost as everybody; null without losses.",
  })
  liftAtTenth: number | null;

  @Field(() => [RiskBaselineType], { description: "What it had to beat, in AUC and in Brier score." })
  baselines: RiskBaselineType[];

  @Field(() => RiskAlarmsType, { description: "Alarms by the bands AT_RISK and CRITICAL of the risk model." })
  byBand: RiskAlarmsType;

  @Field(() => RiskAlarmsType, {
    description: "Alarms by probability: from that which a tenth of the earlier slice exceeds.",
  })
  byProbability: RiskAlarmsType;
}

import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";
import type { Fit } from "./calc/fit";
import type { ModelKind } from "./calc/fitted-models";

export const CustomerModelKind = graphEnum<ModelKind>("CustomerModelKind", "What a customer model foretells.", {
  BG_NBD:
    "Purchases of who buys order by order: the beta-geometric/NBD model of Fader, Hardie and Lee (2005). Time is told in weeks.",
  GAMMA_GAMMA:
    "What those purchases are worth: the gamma-gamma model of Fader and Hardie (2013), in the currency's major unit.",
  SHIFTED_BETA_GEOMETRIC:
    "How long customers under contract stay, by number of the renewal: the model of Fader and Hardie (2007).",
});

export const CustomerModelStatus = graphEnum<Fit<unknown>["status"]>("CustomerModelStatus", "What came of a fit.", {
  FITTED: "It has parameters.",
  TOO_FEW: "Too little has happened to tell them.",
  RUNS_AWAY: "What happened fits no such model: its likelihood has no maximum.",
});

@ObjectType("ModelParameter", { description: "One number of a model." })
export class ModelParameterType {
  @Field(() => String, {
    description:
      "As in the model's publication. r, alpha: how often customers buy, and how they differ in it; a, b: how many leave after a purchase. p, q, gamma: what purchases are worth. alpha, beta: how many leave at a renewal.",
  })
  name: string;

  @Field(() => Float, { description: "Its value, more than 0." })
  value: number;
}

@ObjectType("ModelHoldout", {
  description:
    "How well the model foretells what it does not know: fitted to what was known the day before a stretch of time, and judged by what came in it.",
})
export class ModelHoldoutType {
  @Field(() => GraphQLDay, { description: "First day of the stretch." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind it." })
  endsOn: string;

  @Field(() => Int, { description: "How many customers were foretold." })
  customers: number;

  @Field(() => Float, {
    nullable: true,
    description: "The share that bought, or renewed; null when nobody was foretold.",
  })
  baseRate: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Area under the ROC curve: how probable it is that who bought, or renewed, was given the higher probability; 0.5 is a coin. Null when all did, or none.",
  })
  auc: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Brier score: mean squared distance of probability and outcome. Lower is better; base rate × (1 − base rate) is what saying the base rate of everybody gets. Null when nobody was foretold.",
  })
  brier: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "AUC of ranking by the last purchase alone. It ranks as well as the model: what the model adds are probabilities that mean what they say, and value. Null for contracts, and when all bought, or none.",
  })
  recencyAuc: number | null;
}

@ObjectType("CustomerModel", {
  implements: NodeType,
  description:
    "A model of how customers buy or renew, fitted by `holdfast fit` to what was known on a day. Fits never change: the latest one of a segment as of a day holds on it, and that of all customers stands in for a segment without one.",
})
export class CustomerModelType extends NodeType {
  @Field(() => CustomerModelKind, { description: "What it foretells." })
  kind: ModelKind;

  @Field(() => String, { nullable: true, description: "Whose customers it was fitted to; null: all." })
  segment: string | null;

  @Field(() => GraphQLDay, { description: "Nothing later was known." })
  asOf: string;

  @Field(() => CustomerModelStatus, { description: "Whether it has parameters." })
  status: Fit<unknown>["status"];

  @Field(() => String, { nullable: true, description: "Why it has no parameters; null when it has." })
  reason: string | null;

  @Field(() => [ModelParameterType], { nullable: true, description: "By name; null when it could not be fitted." })
  parameters: ModelParameterType[] | null;

  @Field(() => Float, {
    nullable: true,
    description: "Natural logarithm of the likelihood at the parameters; null when it could not be fitted.",
  })
  logLikelihood: number | null;

  @Field(() => Int, { description: "How many customers' facts it was fitted to." })
  customers: number;

  @Field(() => String, { nullable: true, description: "ISO 4217 code of its amounts; null where it has none." })
  currency: string | null;

  @Field(() => [String], { description: "What it takes for granted, sentence by sentence." })
  assumed: string[];

  @Field(() => ModelHoldoutType, {
    nullable: true,
    description:
      "How it foretold the later half of the known time, at most a year; null where the earlier half tells too little, and for models of spend.",
  })
  holdout: ModelHoldoutType | null;

  @Field(() => Int, { description: "Version of the retention definition under which it was fitted." })
  definitionVersion: number;

  @Field(() => GraphQLInstant, { description: "When it was fitted." })
  fittedAt: string;
}

export const CustomerModelConnection = connectionType("CustomerModel", CustomerModelType);

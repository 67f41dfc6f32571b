import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";
import { Relationship } from "../../records/customers/customer.type";
import type { RiskFitStatus as Status, RiskRelationship } from "./calc/risk-fit";
import { RiskValidationType } from "./risk-validation.type";

export const RiskFitStatus = graphEnum<Status>("RiskFitStatus", "Whether probabilities are told by a fit.", {
  ON: "On the later slice it did better than the weights, than recency, and than the model of buying alone.",
  OFF: "It did not: probabilities stay what they are without it.",
  TOO_FEW_OUTCOMES: "Fewer than 50 losses are known, or none on the earlier days: there is nothing to learn from.",
});

@ObjectType("RiskFitTerm", { description: "One reading's part in the log odds of a loss." })
export class RiskFitTermType {
  @Field(() => String, {
    description:
      "The signal whose severity is read; or DUE: 1 when a term ends within the horizon; OPEN_END: 1 when none ends at all; BUYS_NOTHING: the probability to buy nothing within the horizon, by the BG/NBD model. Who has too few purchases for a usual gap of its own is held to the one that this model expects of it.",
  })
  name: string;

  @Field(() => Float, {
    description: "The log odds that a reading of 1 adds; never below 0, so that more severity never helps.",
  })
  coefficient: number;

  @Field(() => Float, { description: "The mean of the readings it was learnt from, which a missing one is taken for." })
  mean: number;

  @Field(() => Float, {
    description: "Their standard deviation: coefficient × deviation is how much the reading tells customers apart.",
  })
  deviation: number;
}

@ObjectType("RiskFit", {
  implements: NodeType,
  description:
    "What `holdfast fit` learnt of the probability of a loss from the company's own history: a ridge logistic regression on severities, judged by later days. Fits never change; the latest one as of a day holds on it.",
})
export class RiskFitType extends NodeType {
  @Field(() => Relationship, {
    description: "Of whom: under contract, lost is who has no contract any more; order by order, who buys nothing.",
  })
  relationship: RiskRelationship;

  @Field(() => GraphQLDay, { description: "Nothing later was known." })
  asOf: string;

  @Field(() => RiskFitStatus, { description: "Whether probabilities are told by it." })
  status: Status;

  @Field(() => String, { description: "Why, in figures." })
  reason: string;

  @Field(() => Int, { description: "How many days ahead it looks." })
  horizonDays: number;

  @Field(() => Int, { description: "How many customers it was learnt from, each once per day that was looked at." })
  customers: number;

  @Field(() => Int, {
    description: "How many customers were lost within the horizon after one of the days, each told once.",
  })
  losses: number;

  @Field(() => Float, {
    nullable: true,
    description: "The log odds when every reading is 0; null with too few outcomes.",
  })
  intercept: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How strongly coefficients were held back: the inverse of the variance that they are expected to have; null with too few outcomes.",
  })
  ridge: number | null;

  @Field(() => [RiskFitTermType], {
    nullable: true,
    description: "What tells customers apart most, first; null with too few outcomes.",
  })
  terms: RiskFitTermType[] | null;

  @Field(() => RiskValidationType, {
    nullable: true,
    description: "How it did on the later days; null with too few outcomes.",
  })
  validation: RiskValidationType | null;

  @Field(() => Int, { description: "Version of the risk model whose cadences and horizon it was learnt under." })
  riskModelVersion: number;

  @Field(() => Int, { description: "Version of the retention definition that says what a loss is." })
  definitionVersion: number;

  @Field(() => GraphQLInstant, { description: "When it was fitted: no fact recorded later is in it." })
  fittedAt: string;
}

export const RiskFitConnection = connectionType("RiskFit", RiskFitType);

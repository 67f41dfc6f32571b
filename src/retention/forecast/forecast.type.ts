import { Field, Float, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import type { ForecastBasis as Basis } from "./calc/renewal-forecast";

export const ForecastBasis = graphEnum<Basis>("ForecastBasis", "What an expectation rests on.", {
  SEGMENT_HISTORY: "What the segment decided of renewals due in the 365 days before: at least 30 decisions.",
  COMPANY_HISTORY: "What all customers decided of renewals due in the 365 days before: at least 30 decisions.",
  SURVIVAL_MODEL:
    "The shifted-beta-geometric model, by how often the customer has renewed: there are too few decisions yet.",
});

@ObjectType("ForecastLine", { description: "Renewals whose expectation rests on the same." })
export class ForecastLineType {
  @Field(() => ForecastBasis, {
    nullable: true,
    description: "What it rests on; null when there is nothing to tell it from.",
  })
  basis: Basis | null;

  @Field(() => String, { nullable: true, description: "The segment whose history or model it is; null: everybody's." })
  segment: string | null;

  @Field(() => Int, { description: "How many are due." })
  renewals: number;

  @Field(() => MoneyType, { description: "What they are worth in a year." })
  valueDue: MoneyType;

  @Field(() => MoneyType, { nullable: true, description: "Σ rate × value due; null without a basis." })
  expected: MoneyType | null;

  @Field(() => Float, {
    nullable: true,
    description: "Renewed ÷ decided; of a model the mean over these renewals. Null without a basis.",
  })
  rate: number | null;

  @Field(() => Int, { nullable: true, description: "Decisions that the rate rests on; null unless it is history." })
  decisions: number | null;
}

@ObjectType("ForecastHorizon", { description: "What is due within so many days." })
export class ForecastHorizonType {
  @Field(() => Int, { description: "How many days it reaches, the day asOf included." })
  days: number;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => Int, { description: "Renewals due and not decided yet; a nearer horizon's are in it." })
  renewals: number;

  @Field(() => MoneyType, { description: "What they are worth in a year." })
  valueDue: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What of it is expected to be renewed; null when one of its lines has no basis.",
  })
  expected: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: "valueDue − expected; null when that is." })
  atRisk: MoneyType | null;

  @Field(() => [ForecastLineType], { description: "What the expectation rests on, most value first; lines add up." })
  lines: ForecastLineType[];
}

@ObjectType("Forecast", { description: "The renewals that are coming, and what is expected of them." })
export class ForecastType {
  @Field(() => GraphQLDay, { description: "The day from which it looks ahead: nothing later is known." })
  asOf: string;

  @Field(() => String, { description: "ISO 4217 code of all amounts, at the rates of that day." })
  currency: string;

  @Field(() => [ForecastHorizonType], { description: "As asked for." })
  horizons: ForecastHorizonType[];
}

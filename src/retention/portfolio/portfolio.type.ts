import { Field, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RiskBand } from "../../risk/assessments/assessment.type";
import type { RiskBand as Band } from "../../risk/models/calc/risk-model";
import type { SignalCode } from "../../risk/signals/calc/signal-code";
import { RiskSignal } from "../../risk/signals/risk-signal.type";

@ObjectType({ description: "Customers, and what they are worth." })
abstract class PortfolioTotal {
  @Field(() => Int, { description: "How many customers were assessed." })
  customers: number;

  @Field(() => MoneyType, { description: "What they are worth a year." })
  annualValue: MoneyType;

  @Field(() => MoneyType, { description: "How much of that is at risk: the sum of probability × annual value." })
  valueAtRisk: MoneyType;
}

@ObjectType("PortfolioBand", { description: "The customers of a portfolio that are in one band." })
export class PortfolioBandType extends PortfolioTotal {
  @Field(() => RiskBand, { description: "Which." })
  band: Band;
}

@ObjectType("PortfolioSegment", { description: "The customers of a portfolio that are in one segment." })
export class PortfolioSegmentType extends PortfolioTotal {
  @Field(() => String, { nullable: true, description: "Which; null: those without one." })
  segment: string | null;
}

@ObjectType("PortfolioDriver", { description: "A signal that raises the scores of a portfolio's customers." })
export class PortfolioDriverType {
  @Field(() => RiskSignal, { description: "Which." })
  signal: SignalCode;

  @Field(() => Int, { description: "Of how many customers it raises the score." })
  customers: number;

  @Field(() => MoneyType, {
    description:
      "The part of the value at risk that it accounts for: the sum of value at risk × its points ÷ the score, rounded once.",
  })
  valueAtRisk: MoneyType;
}

@ObjectType("PortfolioChange", { description: "What a portfolio gained since another day." })
export class PortfolioChangeType {
  @Field(() => GraphQLDay, { description: "The day of the assessments compared with." })
  since: Day;

  @Field(() => Int, { description: "Customers." })
  customers: number;

  @Field(() => Int, { description: "Customers in the bands AT_RISK and CRITICAL." })
  atRisk: number;

  @Field(() => MoneyType, { description: "Annual value." })
  annualValue: MoneyType;

  @Field(() => MoneyType, { description: "Value at risk." })
  valueAtRisk: MoneyType;
}

@ObjectType("Portfolio", {
  description:
    "The customers that somebody answers for, by how much of their value is at risk: those on whose account team a rep is on the day, in whatever role, each once. Customers who are gone, or without enough history, are not in it.",
})
export class PortfolioType extends PortfolioTotal {
  @Field(() => GraphQLDay, { description: "No later fact is known to it, and whoever served then is counted." })
  asOf: Day;

  @Field(() => GraphQLDay, { description: "The last day up to then on which all customers were assessed." })
  assessedOn: Day;

  @Field(() => [PortfolioBandType], { description: "Band by band, the worst first." })
  bands: PortfolioBandType[];

  @Field(() => [PortfolioSegmentType], {
    description: "Segment by segment, the one with the most value at risk first.",
  })
  segments: PortfolioSegmentType[];
}

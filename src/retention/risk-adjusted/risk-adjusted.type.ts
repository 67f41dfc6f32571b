import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { graphEnum } from "../../platform/graphql/enum";
import { PeriodType } from "../scorecards/scorecard.type";

export const ExpectationBasis = graphEnum(
  "ExpectationBasis",
  "What each customer's probability of a loss comes from.",
  {
    CASE_MIX:
      "A logistic regression on what no rep can influence: relationship, segment, industry, region, size, tenure and number of purchases. Contacts, complaints and answers are not in it: they would excuse neglect.",
    ONE_RATE: "The company's one rate for every customer, for want of outcomes to learn from; the note says why.",
  },
);

@ObjectType("LossLimits", { description: "Numbers of losses that chance alone explains, both included." })
export class LossLimitsType {
  @Field(() => Int, { description: "The fewest." })
  lower: number;

  @Field(() => Int, { description: "The most." })
  upper: number;
}

@ObjectType("LossExpectation", { description: "What the expected losses rest on." })
export class LossExpectationType {
  @Field(() => ExpectationBasis, { description: "Where the probabilities come from." })
  basis: keyof typeof ExpectationBasis;

  @Field(() => PeriodType, {
    nullable: true,
    description:
      "The days that it was learned from: spans of exactly the period's length before it. The period itself enters by one shift for the whole company, which makes the losses expected of it those that were. Null when nothing came before.",
  })
  learnedFrom: { readonly start: Day; readonly end: Day } | null;

  @Field(() => Int, { description: "How many spans that is." })
  spans: number;

  @Field(() => Int, { description: "How many customers were in them, each once per span." })
  customers: number;

  @Field(() => Int, { description: "How many of those were lost." })
  losses: number;
}

@ObjectType("RiskAdjustedRetention", {
  description:
    "Losses against those to be expected of the same customers in average hands, since books differ in difficulty. Whole customers, of who held the largest share of them on the day before the period; undecided ones are in neither.",
})
export class RiskAdjustedRetentionType {
  @Field(() => Int, {
    description: "How many customers were held at the opening, and it is known what became of them.",
  })
  customers: number;

  @Field(() => Int, { description: "How many of them were lost: O." })
  observed: number;

  @Field(() => Float, { description: "How many were to be expected: E, the sum of their probabilities." })
  expected: number;

  @Field(() => Float, {
    nullable: true,
    description: "O ÷ E: 1 is as expected, 2 twice as many losses. Null when none was to be expected.",
  })
  ratio: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The ratio as far as it can be told from chance, by how much reps differ at all (gamma-Poisson empirical Bayes); 1 when they do not. Null for the house, and for the company, which is its own yardstick.",
  })
  shrunken: number | null;

  @Field(() => LossLimitsType, {
    description: "What chance explains in 95 of 100 cases: exact, by the Poisson-binomial.",
  })
  limits95: LossLimitsType;

  @Field(() => LossLimitsType, {
    description: "What chance explains in 998 of 1000 cases: exact, by the Poisson-binomial.",
  })
  limits998: LossLimitsType;

  @Field(() => Boolean, { description: "Outside of the 99.8 % limits, above or below, with at least ten customers." })
  flagged: boolean;

  @Field(() => Int, { description: "How many reps of the same role had customers at the opening." })
  reps: number;

  @Field(() => Float, {
    description: "How many of those reps chance alone flags: exactly what their limits leave outside, added up.",
  })
  expectedFalseFlags: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "How likely chance alone makes those reps differ as much as they do (score test for a rep effect); from .05 on their order says nothing. Null when there is nothing to compare.",
  })
  chance: number | null;

  @Field(() => String, {
    nullable: true,
    description: "What to know before drawing conclusions, in sentences; null when there is nothing to hold back.",
  })
  note: string | null;

  @Field(() => LossExpectationType, { description: "What the expected losses rest on." })
  expectation: LossExpectationType;
}

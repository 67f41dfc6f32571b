import { ArgsType, Field, Float, Int, ObjectType } from "type-graphql";
import type { Day, Period } from "../../kernel/calendar";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import { RepRole } from "../../records/reps/rep.type";
import type { AttributionRule as Rule } from "../credit/calc/attribution-policy";
import { AttributionRule } from "../credit/policy.type";
import type { MeasureUnit as Unit } from "../measures/measure";

export const MeasureUnit = graphEnum<Unit>("MeasureUnit", "What a measure's value is in.", {
  RATIO: "1 = 100 %.",
  MONEY: "The major unit of the scorecard's currency.",
  HOURS: "Hours.",
  POINTS: "Points from −100 to 100.",
  SCORE: "A mean of scores from 1 to 5.",
});

export const BookScope = graphEnum("BookScope", "Whose customers a rep's scorecard speaks of.", {
  OWN: "The rep's own.",
  SUBTREE: "Those of the rep and of everybody below it.",
});
export type BookScope = keyof typeof BookScope;

@ObjectType("Period", { description: "A span of days, `[start, end)`: the end is not in it." })
export class PeriodType implements Period {
  @Field(() => GraphQLDay, { description: "The first day." })
  start: Day;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  end: Day;
}

@ArgsType()
export class ScorecardOptions {
  @Field(() => PeriodInput, { description: "What is measured." })
  period: PeriodInput;

  @Field(() => PeriodInput, {
    nullable: true,
    description:
      "What repeat purchasers' period is compared with; by the definition when it is not given: the period before, or the same a year earlier.",
  })
  base?: PeriodInput;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "What happened or was decided after this day is not known; today when it is not given.",
  })
  asOf?: Day;

  @Field(() => AttributionRule, {
    nullable: true,
    description: "Whose customers are; by the attribution policy in effect when it is not given.",
  })
  policy?: Rule;

  @Field(() => RepRole, {
    nullable: true,
    description: "In which role; when it is not given, the one in which most of the customers are served.",
  })
  role?: RepRole;

  @Field(() => String, { nullable: true, description: "Only customers of this segment." })
  segment?: string;
}

@ObjectType("Measure", { description: "A measure of a book, with all that it takes to recompute it." })
export class MeasureType {
  @Field(() => MeasureCode, { description: "What is measured." })
  code: MeasureCode;

  @Field(() => Float, {
    nullable: true,
    description: "In its unit; null when there was nothing to measure: an empty book is not 0 %.",
  })
  value: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The value over everything that reps held, before the policy gave anything of it to the house; the value itself where nothing was excluded. Null when there was nothing to measure.",
  })
  valueWithExcluded: number | null;

  @Field(() => MeasureUnit, { description: "What the value is in." })
  unit: Unit;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      "What is above the line: customers, renewals or answers by shares, or an amount in the major unit; null for a median.",
  })
  numerator: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What is below the line, of a median how many values it is the middle of; null for a sum.",
  })
  denominator: string | null;

  @Field(() => Int, { description: "How many customers it rests on." })
  sampleSize: number;

  @Field(() => String, { description: "How it is computed, in words." })
  formula: string;

  @Field(() => Boolean, { description: "Whether more is better." })
  higherIsBetter: boolean;

  @Field(() => MoneyType, { nullable: true, description: "The value as an amount; null for any other unit." })
  amount: MoneyType | null;
}

@ObjectType("Scorecard", {
  description:
    "How a rep, a team, a segment or the company keeps its customers over a period, and by which rules that is said.",
})
export class ScorecardType {
  @Field(() => PeriodType, { description: "What is measured." })
  period: PeriodType;

  @Field(() => PeriodType, { description: "What repeat purchasers' period is compared with." })
  base: PeriodType;

  @Field(() => GraphQLDay, { description: "What happened or was decided after this day is not known." })
  asOf: Day;

  @Field(() => AttributionRule, { description: "Whose customers are." })
  rule: Rule;

  @Field(() => RepRole, {
    nullable: true,
    description: "The role in which the customers are served; null for the whole company, or an empty book.",
  })
  role: string | null;

  @Field(() => String, { nullable: true, description: "The only segment looked at; null for all." })
  segment: string | null;

  @Field(() => String, {
    description: "ISO 4217 code of what amounts are told in, at the rates of the period's first day.",
  })
  currency: string;

  @Field(() => Boolean, { description: "Whether renewals due in the period may still be closed within the grace." })
  provisional: boolean;
}

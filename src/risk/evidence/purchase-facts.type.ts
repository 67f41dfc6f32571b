import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { DatedFactsType } from "./dated-facts.type";

@ObjectType("RhythmFacts", { description: "On which days it bought; a purchase that was wholly refunded is none." })
export class RhythmFactsType extends DatedFactsType {
  @Field(() => GraphQLDay, { description: "The last day with a purchase." })
  lastBoughtOn: Day;

  @Field(() => Int, { description: "Days since then." })
  daysSilent: number;

  @Field(() => Int, { description: "Days with a purchase, the latest 25 at most." })
  purchases: number;

  @Field(() => Float, {
    nullable: true,
    description: "The median of the days between two of them; null with fewer than the retention definition asks for.",
  })
  usualGapDays: number | null;

  @Field(() => Float, { description: "So many usual gaps of silence are a loss, by the retention definition." })
  timesUsualGap: number;

  @Field(() => Int, { description: "Without a usual gap: so many days of silence are a loss." })
  lapseDays: number;
}

@ObjectType("SpendFacts", { description: "What it bought less refunds, where that is in one currency." })
export class SpendFactsType extends DatedFactsType {
  @Field(() => MoneyType, { description: "In the last 90 days." })
  recent: MoneyType;

  @Field(() => MoneyType, { description: "In the same 90 days a year before." })
  seasonBefore: MoneyType;
}

@ObjectType("BreadthFacts", { description: "Which series of products it bought." })
export class BreadthFactsType extends DatedFactsType {
  @Field(() => Int, { description: "In the last 365 days." })
  series: number;

  @Field(() => Int, { description: "In the 365 days before." })
  seriesBefore: number;

  @Field(() => [String], { description: "Those bought before, and not in the last 365 days." })
  dropped: string[];
}

@ObjectType("MarginFacts", { description: "(Amount − cost) ÷ amount of the lines that say what they cost." })
export class MarginFactsType extends DatedFactsType {
  @Field(() => Float, { description: "Of the last 180 days." })
  recent: number;

  @Field(() => Float, { nullable: true, description: "Of the 365 days before; null when nothing was bought then." })
  before: number | null;
}

@ObjectType("DiscountFacts", { description: "The mean discount of lines, weighed by amount: 0.1 is a tenth." })
export class DiscountFactsType extends DatedFactsType {
  @Field(() => Float, { description: "Of the last 180 days." })
  recent: number;

  @Field(() => Float, { nullable: true, description: "Of the 365 days before; null when nothing was bought then." })
  before: number | null;
}

@ObjectType("CostFacts", { description: "What serving it took, and what it left over, in the last 365 days." })
export class CostFactsType extends DatedFactsType {
  @Field(() => MoneyType, { description: "Cost to serve." })
  costToServe: MoneyType;

  @Field(() => MoneyType, { description: "Revenue less cost of goods, before the cost to serve." })
  profit: MoneyType;
}

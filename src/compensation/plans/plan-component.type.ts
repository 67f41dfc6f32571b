import { Field, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import type {
  Commission,
  ComponentKind as Kind,
  EventBonus,
  EventKind,
  Hold,
  Scope,
  TeamPool,
  Tiers,
} from "../calc/plan";
import { PlanCurveType, PlanInputType, PlanScope } from "./plan-input.type";
import { PlanModifierType } from "./plan-modifier.type";

export const ComponentKind = graphEnum<Kind>("ComponentKind", "How a component pays.", {
  TARGET_BONUS: "target × weight × curve(input)",
  COMMISSION: "rate × credited value of events",
  EVENT_BONUS: "amount × count of events",
  TEAM_POOL: "fund × curve(input of the team), shared among who was on the team",
});

export const PayEvent = graphEnum<EventKind>("PayEvent", "What is credited, or counted.", {
  NEW: "A customer was won.",
  RENEWED: "min(renewed, due) of a renewal.",
  EXPANSION: "What a renewal is worth above what was due, and increases within a term.",
  PURCHASE: "A purchase.",
  SAVE: "A customer at risk was kept.",
  ON_TIME_RENEWAL: "A renewal on or before its due date.",
  CONVERTED_REFERRAL: "A recommended lead became a customer.",
  CERTIFICATION: "The person was trained in something.",
});

export const TierKind = graphEnum<Tiers["how"]>("TierKind", "What a tier's rate is paid for.", {
  FLAT: "There is one rate.",
  MARGINAL: "What lies in the tier.",
  RETROACTIVE: "All of it, once the tier is reached.",
});

export const TierBasis = graphEnum<Tiers["by"]>("TierBasis", "What tiers begin at.", {
  VALUE: "Amounts in the plan's currency.",
  ATTAINMENT: "Shares of the goal; 1 = 100 %.",
});

export const CommissionBasis = graphEnum<Commission["basis"]>("CommissionBasis", "What of an event is credited.", {
  REVENUE: "Its value.",
  PROFIT: "Its value less the cost of what was sold.",
});

export const Accumulation = graphEnum<Commission["accumulate"]>("Accumulation", "Over which span value adds up.", {
  EVENT: "Each event by itself.",
  PERIOD: "The period of pay.",
  YEAR_TO_DATE: "The year until the period's end.",
});

export const GoalKind = graphEnum<NonNullable<Commission["goal"]>["of"]>("GoalKind", "What value is held against.", {
  QUOTA: "A quota of the person's.",
  AMOUNT: "An amount that is the same for everybody.",
});

export const FundKind = graphEnum<TeamPool["fund"]["of"]>("FundKind", "What fills a pool.", {
  AMOUNT: "An amount.",
  TARGETS: "A part of the prorated targets of all on the team.",
});

export const PoolShare = graphEnum<TeamPool["shared"]>("PoolShare", "How a pool is shared.", {
  EQUAL: "By days on the team.",
  BY_TARGET: "By target × days on the team.",
});

export const CountSpan = graphEnum<NonNullable<EventBonus["upTo"]>["per"]>("CountSpan", "Over what is counted.", {
  PERIOD: "The period of pay.",
  YEAR: "The year.",
});

export const HoldProof = graphEnum<Hold["until"]>("HoldProof", "What proves that a customer is retained.", {
  FIRST_RENEWAL: "Its first renewal.",
  SECOND_PURCHASE: "Its second purchase.",
  MONTHS: "So many months as a customer.",
});

@ObjectType("PlanTier", { description: "A rate, and from where on it holds." })
export class PlanTierType {
  @Field(() => GraphQLDecimal, { description: "Reached exactly at it." })
  from: string;

  @Field(() => GraphQLDecimal, { description: "1 = 100 %." })
  rate: string;
}

@ObjectType("PlanTiers", { description: "Rates by volume." })
export class PlanTiersType {
  @Field(() => TierKind, { description: "What a tier's rate is paid for." })
  how: Tiers["how"];

  @Field(() => TierBasis, { description: "What tiers begin at." })
  by: Tiers["by"];

  @Field(() => [PlanTierType], { description: "The first from 0, ascending." })
  steps: readonly PlanTierType[];
}

@ObjectType("PlanGoal", { description: "What a commission's value is held against, over the span that it adds up." })
export class PlanGoalType {
  @Field(() => GoalKind, { description: "What it is." })
  of: string;

  @Field(() => MeasureCode, { nullable: true, description: "The quota's measure; null of an amount." })
  measure: MeasureCode | null;

  @Field(() => PlanScope, { nullable: true, description: "Whose quota; null of an amount." })
  scope: Scope | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "In the plan's currency; null of a quota." })
  amount: string | null;
}

@ObjectType("PlanFund", { description: "What fills a pool, before the curve." })
export class PlanFundType {
  @Field(() => FundKind, { description: "What it is." })
  of: string;

  @Field(() => GraphQLDecimal, { nullable: true, description: "In the plan's currency; null of targets." })
  amount: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "Of the targets, 1 = 100 %; null of an amount." })
  part: string | null;
}

@ObjectType("PlanCount", { description: "How many events count at most." })
export class PlanCountType {
  @Field(() => Int, { description: "So many." })
  count: number;

  @Field(() => CountSpan, { description: "Over what." })
  per: string;
}

@ObjectType("PlanHold", {
  description:
    "A part of the pay for an event waits until the customer proves retained, and is forfeited if it is lost.",
})
export class PlanHoldType {
  @Field(() => [PayEvent], { description: "Of these events." })
  events: readonly EventKind[];

  @Field(() => GraphQLDecimal, { description: "How much of the pay, 1 = 100 %." })
  part: string;

  @Field(() => HoldProof, { description: "What proves it." })
  until: Hold["until"];

  @Field(() => Int, {
    nullable: true,
    description: "MONTHS: how many. Otherwise how long the proof may take; null: as long as it is not lost.",
  })
  months: number | null;
}

@ObjectType("PlanClawback", {
  description: "What was paid for an event is taken back when the customer is lost, less 1 ÷ months per month served.",
})
export class PlanClawbackType {
  @Field(() => [PayEvent], { description: "Of these events." })
  events: readonly EventKind[];

  @Field(() => Int, { description: "Lost within so many months." })
  months: number;
}

@ObjectType("PlanComponent", { description: "One thing that a plan pays. Which fields it has follows from its kind." })
export class PlanComponentType {
  @Field(() => ComponentKind, { description: "How it pays." })
  kind: Kind;

  @Field(() => String, { description: "Unique in the plan, and the same in all of its versions." })
  code: string;

  @Field(() => String, { description: "What it is called." })
  name: string;

  @Field(() => String, { description: "What HR books it as." })
  earningCode: string;

  @Field(() => [PlanModifierType], { description: "Applied in the order gates, multipliers, caps, floors." })
  modifiers: readonly PlanModifierType[];

  @Field(() => GraphQLDecimal, { nullable: true, description: "Of the target, 1 = 100 %; null but of TARGET_BONUS." })
  weight: string | null;

  @Field(() => PlanInputType, { nullable: true, description: "What is read; null of COMMISSION and EVENT_BONUS." })
  input: PlanInputType | null;

  @Field(() => PlanCurveType, {
    nullable: true,
    description: "From what is read to a factor; null of COMMISSION and EVENT_BONUS.",
  })
  curve: PlanCurveType | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "The factor where there is nothing to read; null of COMMISSION and EVENT_BONUS.",
  })
  ifNull: string | null;

  @Field(() => [PayEvent], { nullable: true, description: "What pays; null of TARGET_BONUS and TEAM_POOL." })
  events: readonly EventKind[] | null;

  @Field(() => [String], { nullable: true, description: "Series of products that count; null: all." })
  series: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: "External ids of products that count; null: all." })
  products: readonly string[] | null;

  @Field(() => CommissionBasis, { nullable: true, description: "What of an event counts; null but of COMMISSION." })
  basis: string | null;

  @Field(() => Accumulation, { nullable: true, description: "Over which span value adds up; null but of COMMISSION." })
  accumulate: string | null;

  @Field(() => PlanTiersType, { nullable: true, description: "Rates by volume; null but of COMMISSION." })
  tiers: PlanTiersType | null;

  @Field(() => PlanGoalType, { nullable: true, description: "What value is held against; null: nothing." })
  goal: PlanGoalType | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "For each event, in the plan's currency; null but of EVENT_BONUS.",
  })
  amount: string | null;

  @Field(() => PlanCountType, { nullable: true, description: "How many events count at most; null: all." })
  upTo: PlanCountType | null;

  @Field(() => PlanFundType, { nullable: true, description: "What fills the pool; null but of TEAM_POOL." })
  fund: PlanFundType | null;

  @Field(() => PoolShare, { nullable: true, description: "How the pool is shared; null but of TEAM_POOL." })
  shared: string | null;

  @Field(() => PlanHoldType, { nullable: true, description: "What waits for proof; null: nothing." })
  hold: PlanHoldType | null;

  @Field(() => PlanClawbackType, { nullable: true, description: "What is taken back; null: nothing." })
  clawback: PlanClawbackType | null;
}

import { Field, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import type { Condition, Limit, Modifier } from "../calc/plan";
import { PlanCurveType, PlanInputType } from "./plan-input.type";

export const ModifierKind = graphEnum<Modifier["kind"]>("ModifierKind", "How a component's pay is changed.", {
  GATE: "Unless all conditions are met, it is multiplied by `otherwise`.",
  MULTIPLIER: "It is multiplied by what the curve pays.",
  CAP: "It is `limit` at most.",
  FLOOR: "It is `limit` at least.",
});

export const ConditionSide = graphEnum<Condition["is"]>("ConditionSide", "Where a condition is met.", {
  AT_LEAST: "At the bound and above.",
  AT_MOST: "At the bound and below.",
});

export const ConditionIfNull = graphEnum<Condition["ifNull"]>(
  "ConditionIfNull",
  "Whether a condition is met where there is nothing to read.",
  { MET: "It is.", NOT_MET: "It is not." },
);

export const LimitUnit = graphEnum<Limit["of"]>("LimitUnit", "What a limit counts in.", {
  AMOUNT: "The plan's currency, per period.",
  TARGET: "The prorated target; 1 = 100 %.",
});

@ObjectType("PlanCondition", { description: "What a gate asks for." })
export class PlanConditionType {
  @Field(() => PlanInputType, { description: "What is read." })
  input: PlanInputType;

  @Field(() => ConditionSide, { description: "On which side of the bound it is met." })
  is: Condition["is"];

  @Field(() => GraphQLDecimal, { description: "In the unit of what is read; 1 = 100 %." })
  bound: string;

  @Field(() => ConditionIfNull, { description: "Whether it is met where there is nothing to read." })
  ifNull: Condition["ifNull"];
}

@ObjectType("PlanModifier", {
  description: "A change of a component's pay. Which fields it has follows from its kind.",
})
export class PlanModifierType {
  @Field(() => ModifierKind, { description: "How the pay is changed." })
  kind: Modifier["kind"];

  @Field(() => [PlanConditionType], { nullable: true, description: "What is asked for; null but of GATE." })
  conditions: readonly PlanConditionType[] | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "The factor of a gate that is shut; null but of GATE." })
  otherwise: string | null;

  @Field(() => PlanInputType, { nullable: true, description: "What is read; null but of MULTIPLIER." })
  input: PlanInputType | null;

  @Field(() => PlanCurveType, { nullable: true, description: "From that to the factor; null but of MULTIPLIER." })
  curve: PlanCurveType | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "The factor where there is nothing to read; null but of MULTIPLIER.",
  })
  ifNull: string | null;

  @Field(() => LimitUnit, { nullable: true, description: "What the limit counts in; null but of CAP and FLOOR." })
  of: Limit["of"] | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "The most, or the least; null but of CAP and FLOOR." })
  limit: string | null;
}

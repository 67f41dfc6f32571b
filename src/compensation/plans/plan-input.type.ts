import { Field, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import type { Curve, Input, Reads, Scope } from "../calc/plan";

export const PlanScope = graphEnum<Scope>("PlanScope", "Whose figure is read.", {
  OWN: "That of the person's own book.",
  SUBTREE: "That of everybody below it.",
  TEAM: "Its team's.",
  COMPANY: "The company's.",
});

export const PlanInputKind = graphEnum<Input["of"]>("PlanInputKind", "What is read.", {
  MEASURE: "A measure of the period.",
  CREDITS: "What a commission of the same plan credits in it.",
});

export const PlanReading = graphEnum<Reads>("PlanReading", "What of a figure is read.", {
  VALUE: "The figure itself.",
  ATTAINMENT: "Figure ÷ goal.",
  MARGIN: "Profit ÷ credited value.",
});

export const CurveKind = graphEnum<Curve["how"]>("CurveKind", "What is paid between the points of a curve.", {
  STEP: "What the last point reached pays: exactly at a point, that one's.",
  LINEAR: "Straight from point to point.",
});

@ObjectType("PlanInput", { description: "What a component or a condition looks at." })
export class PlanInputType {
  @Field(() => PlanInputKind, { description: "What it is." })
  of: Input["of"];

  @Field(() => MeasureCode, { nullable: true, description: "What is measured; null of credits." })
  measure: MeasureCode | null;

  @Field(() => PlanScope, { nullable: true, description: "Whose figure; null of credits." })
  scope: Scope | null;

  @Field(() => String, { nullable: true, description: "Code of the commission; null of a measure." })
  component: string | null;

  @Field(() => PlanReading, { description: "What of it is read." })
  reads: Reads;
}

@ObjectType("PlanCurvePoint", { description: "A point of a curve." })
export class PlanCurvePointType {
  @Field(() => GraphQLDecimal, { description: "In the unit of what is read; 1 = 100 %." })
  input: string;

  @Field(() => GraphQLDecimal, { description: "A factor; 1 = 100 %." })
  payout: string;
}

@ObjectType("PlanCurve", { description: "From what is read to a factor. Below the first point: 0." })
export class PlanCurveType {
  @Field(() => CurveKind, { description: "What is paid between points." })
  how: Curve["how"];

  @Field(() => [PlanCurvePointType], { description: "Inputs ascending." })
  points: readonly PlanCurvePointType[];

  @Field(() => Boolean, { description: "Whether it goes on along its last slope beyond the last point." })
  uncapped: boolean;
}

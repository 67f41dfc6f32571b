import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { VersionType } from "../../platform/versions/version.type";
import type { Draw, OnLeave } from "../calc/plan";
import { PlanComponentType } from "./plan-component.type";

export const HoldsOnLeaving = graphEnum<OnLeave["holds"]>("HoldsOnLeaving", "What becomes of pay that is held.", {
  KEEP: "It goes on being held, and is released or forfeited as for everybody.",
  RELEASE: "It is paid.",
  FORFEIT: "It is lost.",
});

export const DrawsOnLeave = graphEnum<OnLeave["draws"]>("DrawsOnLeave", "Whether days on leave are paid the draw.", {
  PAID: "They are.",
  UNPAID: "They are not.",
});

export const PoolsOnLeave = graphEnum<OnLeave["pools"]>("PoolsOnLeave", "Whether days on leave are days on the team.", {
  COUNTED: "They are.",
  NOT_COUNTED: "They are not.",
});

@ObjectType("PlanDraw", { description: "What earnings are topped up to." })
export class PlanDrawType {
  @Field(() => GraphQLDecimal, { description: "Per period, in the plan's currency; prorated by days enrolled." })
  amount: string;

  @Field(() => Boolean, { description: "Whether what was topped up is recovered from later earnings." })
  recoverable: boolean;

  @Field(() => String, { description: "What HR books it as." })
  earningCode: string;
}

@ObjectType("PlanOnLeave", { description: "What a plan says of who is away, or goes." })
export class PlanOnLeaveType {
  @Field(() => HoldsOnLeaving, { description: "What is still held when the person leaves the company." })
  holds: OnLeave["holds"];

  @Field(() => DrawsOnLeave, { description: "Whether days on leave are paid the draw." })
  draws: OnLeave["draws"];

  @Field(() => PoolsOnLeave, { description: "Whether days on leave are days on the team." })
  pools: OnLeave["pools"];
}

@ObjectType("CompensationPlan", {
  implements: NodeType,
  description:
    "How people are paid, from a day on: a closed set of component kinds, no code and no formula. A version never changes, and every line of a statement says under which one it was computed.",
})
export class CompensationPlanType extends VersionType {
  @Field(() => String, { description: "Names the plan: the same for all of its versions." })
  code: string;

  @Field(() => String, { description: "What it is called." })
  name: string;

  @Field(() => String, { description: "ISO 4217 code: what it is told and paid in." })
  currency: string;

  @Field(() => [PlanComponentType], { description: "What it pays, in the order of a statement." })
  components: PlanComponentType[];

  @Field(() => PlanDrawType, { nullable: true, description: "What earnings are topped up to; null: nothing." })
  draw: Draw | null;

  @Field(() => PlanOnLeaveType, { description: "What it says of who is away, or goes." })
  onLeave: OnLeave;

  @Field(() => GraphQLJSONObject, {
    description:
      "The whole of it as it was published, every default filled in: `schema/compensation-plan.schema.json`.",
  })
  document: object;
}

export const CompensationPlanConnection = connectionType("CompensationPlan", CompensationPlanType);

import { Field, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";

export const MovementStep = graphEnum("MovementStep", "A step from what a book was worth to what it is worth.", {
  OPENING: "What it was worth before the period.",
  NEW: "Customers that had never been worth anything before.",
  EXPANSION: "Customers that stayed and grew.",
  REACTIVATION: "Customers that had left and came back.",
  CONTRACTION: "Customers that stayed and shrank; below zero.",
  CHURN: "Customers that were lost; below zero.",
  FX: "What changed exchange rates are worth: nobody's doing.",
  CLOSING: "What it is worth at the end, at the rates with which the next period opens.",
});
export type MovementStep = keyof typeof MovementStep;

@ObjectType("ValueMovement", { description: "One step from opening to closing; they add up exactly." })
export class ValueMovementType {
  @Field(() => MovementStep, { description: "Which step." })
  step: MovementStep;

  @Field(() => MoneyType, { description: "What it comes to." })
  amount: MoneyType;
}

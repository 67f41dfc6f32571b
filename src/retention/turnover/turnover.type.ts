import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import type { LossDimension as Dimension } from "./calc/loss-groups";

export const LossDimension = graphEnum<Dimension>("LossDimension", "What losses can have in common.", {
  SEGMENT: "The customer's segment.",
  REASON: "Why the customer did not go on, as its renewal or contract says: a `LossReason`.",
  COMPETITOR: "To whom it went.",
  ROLE: "The roles on its account team on the loss day: a `RepRole`. Roles overlay: who was served in two counts in both.",
});

@ObjectType("LossGroup", { description: "Losses that have something in common." })
export class LossGroupType {
  @Field(() => String, { nullable: true, description: "What it is; null when nobody said, or nobody served them." })
  key: string | null;

  @Field(() => Int, { description: "How many." })
  lost: number;

  @Field(() => MoneyType, { description: "What these customers were worth in a year." })
  valueLost: MoneyType;
}

@ObjectType("RepTurnover", { description: "Reps who left, beside the customers who did." })
export class RepTurnoverType {
  @Field(() => Int, { description: "How many left the company, by their first day not employed any more." })
  left: number;

  @Field(() => Float, { description: "How many were there on an average day." })
  averageEmployed: number;

  @Field(() => Float, { nullable: true, description: "left ÷ averageEmployed; null when nobody was there." })
  rate: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Days with the company, on average over those who are there on the last day; null when of nobody the first day is known.",
  })
  averageTenureDays: number | null;
}

@ObjectType("TurnoverPart", { description: "Who was lost in a span of days." })
export class TurnoverPartType {
  @Field(() => GraphQLDay, { description: "The first day." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => Int, {
    description:
      "Customers lost, by loss day: the first day no contract covers, or the day silence exceeds the definition's rule. Who came back and was lost again counts again, so that parts add up.",
  })
  lost: number;

  @Field(() => MoneyType, {
    description:
      "What they were worth in a year: annualised contracts of the day before, or purchases of the 365 days up to the last one.",
  })
  valueLost: MoneyType;

  @Field(() => RepTurnoverType, { description: "The reps who left meanwhile." })
  reps: RepTurnoverType;
}

@ObjectType("TurnoverAction", { description: "What was agreed to be done about losses, as the report's day knows it." })
export class TurnoverActionType {
  @Field(() => String, { description: "What is to be done." })
  what: string;

  @Field(() => GraphQLDay, { description: "The day it was agreed on." })
  agreedOn: string;

  @Field(() => GraphQLDay, { description: "The day by which it is to be done." })
  dueOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was done; null when it was not yet." })
  doneOn: string | null;

  @Field(() => Boolean, { description: "Whether it should have been done before the report's day, and was not." })
  isOverdue: boolean;
}

export const TurnoverActionConnection = connectionType("TurnoverAction", TurnoverActionType);

@ObjectType("Turnover", { description: "Customers and reps lost in a period, whole and part by part." })
export class TurnoverType {
  @Field(() => GraphQLDay, { description: "The day as of which it is told: nothing later is known." })
  asOf: string;

  @Field(() => String, {
    description: "ISO 4217 code of all amounts, at the rates of the period's first day: parts add up.",
  })
  currency: string;

  @Field(() => TurnoverPartType, { description: "The whole period." })
  whole: TurnoverPartType;

  @Field(() => [TurnoverPartType], {
    description: "Month by month, quarter by quarter or year by year; first and last may be cut by the period.",
  })
  parts: TurnoverPartType[];
}

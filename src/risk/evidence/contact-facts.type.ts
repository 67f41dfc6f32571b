import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Field, Float, Int, ObjectType } from "type-graphql";
import { DatedFactsType } from "./dated-facts.type";

@ObjectType("AttentionFacts", { description: "When anybody last talked with it." })
export class AttentionFactsType extends DatedFactsType {
  @Field(() => Int, { description: "Days since the last two-way interaction." })
  daysSinceTalk: number;

  @Field(() => Int, {
    description: "Longest usual time without one: the risk model's for its segment, else the definition's.",
  })
  cadenceDays: number;
}

@ObjectType("ContactFacts", { description: "Whom we know there." })
export class ContactFactsType extends DatedFactsType {
  @Field(() => Int, { description: "Champions who left in the last 365 days." })
  championsLeft: number;

  @Field(() => Int, { description: "Champions still there." })
  champions: number;

  @Field(() => Int, { description: "All contacts still there." })
  active: number;
}

@ObjectType("SentimentFacts", { description: "Its mood in interactions, −2 to 2." })
export class SentimentFactsType extends DatedFactsType {
  @Field(() => Float, { description: "The mean of the last 90 days." })
  recent: number;

  @Field(() => Int, { description: "How many interactions of the last 90 days tell one." })
  answers: number;

  @Field(() => Float, { nullable: true, description: "The mean of the 180 days before; null when none tells one." })
  before: number | null;
}

@ObjectType("AnswerFacts", { description: "What it asked in the last 90 days." })
export class AnswerFactsType extends DatedFactsType {
  @Field(() => Float, { nullable: true, description: "Median hours to an answer; null when nothing was answered." })
  medianHours: number | null;

  @Field(() => Int, { description: "Questions without an answer." })
  unanswered: number;
}

@ObjectType("ExpectationFacts", { description: "Interactions of the last 180 days that it rated." })
export class ExpectationFactsType extends DatedFactsType {
  @Field(() => Int, { description: "Those that missed its expectations." })
  missed: number;

  @Field(() => Int, { description: "All of them." })
  rated: number;
}

@ObjectType("VoiceFacts", { description: "What it said when it was asked." })
export class VoiceFactsType extends DatedFactsType {
  @Field(() => Int, {
    nullable: true,
    description: "The latest NPS answer of the last 365 days, 0 to 10; null without.",
  })
  nps: number | null;

  @Field(() => Int, { nullable: true, description: "The NPS answer before it, within 730 days; null without." })
  npsBefore: number | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day of the latest NPS answer; null without one in 730 days.",
  })
  npsOn: Day | null;

  @Field(() => Int, {
    nullable: true,
    description: "The latest CSAT answer of the last 365 days, 1 to 5; null without.",
  })
  csat: number | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day of the latest CSAT answer; null without one in 730 days.",
  })
  csatOn: Day | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days since its last survey answer; null for who gave none in 730 days.",
  })
  daysSinceAnswer: number | null;

  @Field(() => Boolean, { description: "Whether a competitor was named in the last 180 days." })
  competitor: boolean;
}

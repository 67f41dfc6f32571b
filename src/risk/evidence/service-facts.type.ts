import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Severity } from "../../records/issues/issue.type";
import type { RiskDimension as Dimension } from "../signals/calc/signal-code";
import { RiskDimension } from "../signals/risk-signal.type";
import type { IssueSeverity, RiskFacts } from "../signals/signal";
import { DatedFactsType } from "./dated-facts.type";

type Renewed = Exclude<NonNullable<RiskFacts["due"]>["lastRenewal"], null>;

export const LastRenewal = graphEnum<Renewed>("LastRenewal", "How the last renewal went.", {
  ON_TIME: "By its due date, for no less than 95 % of the value due.",
  LATE: "After its due date.",
  REDUCED: "For less than 95 % of the value due.",
});

@ObjectType("IssueFacts", { description: "Issues of one kind, where the company keeps any." })
export class IssueFactsType extends DatedFactsType {
  @Field(() => Int, { description: "Open on the day." })
  open: number;

  @Field(() => Severity, {
    nullable: true,
    description: "Of the worst open one; null when none is open, or none says how bad it is.",
  })
  worstSeverity: IssueSeverity | null;

  @Field(() => Int, { description: "For how many days the longest has been open; 0 when none is." })
  longestOpenDays: number;

  @Field(() => Int, { description: "Opened in the last 365 days." })
  inYear: number;
}

@ObjectType("HandoverFacts", { description: "How often it had to get used to somebody new." })
export class HandoverFactsType extends DatedFactsType {
  @Field(() => Int, { description: "Changes of rep in a role in the last 365 days." })
  inYear: number;

  @Field(() => Int, {
    nullable: true,
    description: "Days since the last of them in ACCOUNT_MANAGER or SALES; null when there was none.",
  })
  daysSinceNewLead: number | null;
}

@ObjectType("TeamFacts", { description: "Who is missing in its account team." })
export class TeamFactsType extends DatedFactsType {
  @Field(() => [String], { description: "Roles that somebody held and nobody holds now." })
  unassigned: string[];

  @Field(() => Int, { description: "Reps who served it and left the company in the last 90 days." })
  leaving: number;
}

@ObjectType("DueFacts", { description: "The contract in force that ends first, of those that nothing follows yet." })
export class DueFactsType extends DatedFactsType {
  @Field(() => GraphQLDay, { description: "When its renewal is due." })
  dueOn: Day;

  @Field(() => Int, { description: "Days until then; negative when it is overdue." })
  daysToDue: number;

  @Field(() => Boolean, {
    description: "Whether its renewal is in talks, or was talked about from 120 days before it is due on.",
  })
  inTalks: boolean;

  @Field(() => LastRenewal, { nullable: true, description: "The last renewal; null when there was none yet." })
  lastRenewal: Renewed | null;
}

@ObjectType("ReviewFacts", { description: "The latest review by somebody trained in the method." })
export class ReviewFactsType {
  @Field(() => GraphQLDay, { description: "The day of the review." })
  on: Day;

  @Field(() => Float, { description: "Its score, 0 to 100; 100 is most at risk." })
  score: number;

  @Field(() => RiskDimension, { nullable: true, description: "What it found worst; null when nothing was wrong." })
  worstDimension: Dimension | null;

  @Field(() => Float, { nullable: true, description: "The score of that; null when nothing was wrong." })
  worstScore: number | null;
}

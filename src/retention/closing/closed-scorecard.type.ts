import { ArgsType, Field, Float, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import { RepRole } from "../../records/reps/rep.type";
import type { AttributionRule as Rule } from "../credit/calc/attribution-policy";
import { AttributionRule } from "../credit/policy.type";
import { MeasureType } from "../scorecards/scorecard.type";

@ArgsType()
export class ClosedScorecardArgs {
  @Field(() => PeriodInput, { description: "Which closed period, by both of its ends." })
  period: PeriodInput;

  @Field(() => AttributionRule, {
    nullable: true,
    description: "By which rule it was closed; by the one that was closed last when it is not given.",
  })
  policy?: Rule;
}

@ObjectType("ClosedScorecard", {
  description: "A scorecard as it was when its period was closed. It never changes; amendments stand beside it.",
})
export class ClosedScorecardType {
  @Field(() => RepRole, {
    nullable: true,
    description: "The role in which the customers were served; null for the whole company, or an empty book.",
  })
  role: string | null;

  @Field(() => String, { description: "ISO 4217 code of what amounts are told in." })
  currency: string;

  @Field(() => Boolean, {
    description: "Whether renewals due in the period could still be closed within the grace when it was stored.",
  })
  provisional: boolean;
}

@ObjectType("ScorecardAmendment", {
  description:
    "A measure that comes out otherwise now, as facts were recorded or decided after its period was closed. What was stored stays as it is.",
})
export class ScorecardAmendmentType {
  @Field(() => MeasureCode, { description: "Which measure." })
  code: MeasureCode;

  @Field(() => MeasureType, { description: "As it was stored." })
  closed: MeasureType;

  @Field(() => MeasureType, {
    description: "What it gives now, under the same versions of definition and policy.",
  })
  now: MeasureType;
}

@ObjectType("ClosedBookEntry", { description: "A customer in a stored book, by the part of it that is in the book." })
export class ClosedBookEntryType {
  @Field(() => Float, { description: "How much of the customer is in the book: 1 is all of it." })
  share: number;

  @Field(() => MoneyType, { description: "What this part of it was worth before the period." })
  opening: MoneyType;

  @Field(() => MoneyType, { description: "What this part of it was worth at the period's end." })
  closing: MoneyType;

  @Field(() => MeasureCode, {
    nullable: true,
    description: "What its change was; null when its value did not change.",
  })
  movement: MeasureCode | null;
}

export const ClosedBookEntryConnection = connectionType("ClosedBookEntry", ClosedBookEntryType);

import { IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLInstant } from "../../platform/graphql/scalars";
import { IssueKind, Severity } from "./issue.type";

@InputType("IssueInput", {
  description: "A service issue. A field that is left out keeps its stored value; null clears it.",
})
export class IssueInput {
  @Field(() => String, { description: "The company's own key: an existing issue of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => IssueKind, { description: "What is wrong." })
  @IsIn(Object.keys(IssueKind))
  kind: IssueKind;

  @Field(() => Severity, { nullable: true, description: "How much it hurts." })
  @IsOptional()
  @IsIn(Object.keys(Severity))
  severity?: Severity | null;

  @Field(() => GraphQLInstant, { description: "When we were told, or saw it ourselves." })
  openedAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was put right; null opens it again." })
  @IsOptional()
  resolvedAt?: string | null;

  @Field(() => String, { nullable: true, description: "What happened, in words." })
  @IsOptional()
  @MaxLength(10_000)
  summary?: string | null;
}

@InputType("IssueOpenInput", { description: "Something has gone wrong at a customer, or is about to." })
export class IssueOpenInput {
  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => IssueKind, { description: "What is wrong." })
  @IsIn(Object.keys(IssueKind))
  kind: IssueKind;

  @Field(() => Severity, { description: "How much it hurts." })
  @IsIn(Object.keys(Severity))
  severity: Severity;

  @Field(() => GraphQLInstant, { description: "When we were told, or saw it ourselves." })
  openedAt: string;

  @Field(() => String, { description: "What happened, in words." })
  @IsNotEmpty()
  @MaxLength(10_000)
  summary: string;
}

@InputType("IssueResolveInput", { description: "An issue has been put right." })
export class IssueResolveInput {
  @Field(() => ID, { description: "The issue." })
  issue: string;

  @Field(() => GraphQLInstant, { description: "When it was put right." })
  resolvedAt: string;

  @Field(() => Int, { description: "The version of the issue you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("IssueFilter", { description: "Which issues a list shows: all conditions hold." })
export class IssueFilter {
  @Field(() => [IssueKind], { nullable: true, description: "Of one of these kinds." })
  kind?: IssueKind[];

  @Field(() => [Severity], { nullable: true, description: "Of one of these severities." })
  severity?: Severity[];

  @Field(() => Boolean, { nullable: true, description: "Not put right yet, or put right." })
  open?: boolean;

  @Field(() => GraphQLInstant, { nullable: true, description: "Opened at this instant or later." })
  from?: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "Opened before this instant." })
  before?: string;
}

export const IssueOrderField = graphEnum("IssueOrderField", "What issues can be sorted by.", {
  OPENED_AT: "When we were told.",
});

export const IssueOrder = orderInput("Issue", IssueOrderField);

import { IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { RepRole } from "../../records/reps/rep.type";
import { IsAmount } from "./is-amount";

@InputType("EnrolmentInput", {
  description:
    "Somebody is paid by a plan. A field that is left out keeps its stored value; null clears it. What was accepted is no longer when its terms change.",
})
export class EnrolmentInput {
  @Field(() => String, { description: "The company's own key: an existing enrolment of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the rep." })
  @IsNotEmpty()
  rep: string;

  @Field(() => String, { description: "Code of the plan." })
  @IsNotEmpty()
  plan: string;

  @Field(() => RepRole, { description: "Whose customers it is paid for: those that it holds in this role." })
  @IsIn(Object.keys(RepRole))
  role: RepRole;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What a year pays at 100 %, 0 or more; none where the plan pays no target.",
  })
  @IsOptional()
  @IsAmount()
  target?: string | null;

  @Field(() => String, { description: "ISO 4217 code: the plan's." })
  @IsISO4217CurrencyCode()
  currency: string;

  @Field(() => GraphQLDay, { description: "First day enrolled." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day no longer enrolled; open without one." })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "When the person accepted it, where that is known already." })
  @IsOptional()
  acceptedOn?: string | null;
}

@InputType("EnrolmentAmendInput", { description: "Other terms from a day on; what was paid by the old ones stays." })
export class EnrolmentAmendInput {
  @Field(() => ID, { description: "The enrolment: it ends where the new one begins." })
  enrolment: string;

  @Field(() => GraphQLDay, { description: "First day of the new terms: within the enrolment, and not its first." })
  startsOn: string;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What a year pays at 100 % from then on, in the same currency; null: no target.",
  })
  @IsOptional()
  @IsAmount()
  target?: string | null;

  @Field(() => Int, { description: "The version of the enrolment you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("EnrolmentAcceptInput", { description: "Who is enrolled accepts what it says." })
export class EnrolmentAcceptInput {
  @Field(() => ID, { description: "Your enrolment." })
  enrolment: string;

  @Field(() => Int, { description: "The version of the enrolment you have read: another one is not accepted unseen." })
  version: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version of its plan that you have read: another one is not accepted unseen. When it is not given, it is the one that `Enrolment.plan` tells.",
  })
  @IsOptional()
  planVersion?: number | null;
}

@InputType("EnrolmentFilter", { description: "Which enrolments a list shows: all conditions hold." })
export class EnrolmentFilter {
  @Field(() => [String], { nullable: true, description: "In plans with one of these codes." })
  planCode?: string[];

  @Field(() => ID, { nullable: true, description: "Of this rep." })
  rep?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "That hold on this day." })
  on?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "That were accepted under the version of the plan that is in effect today, or was on the last day enrolled, or were not.",
  })
  accepted?: boolean;
}

export const EnrolmentOrderField = graphEnum("EnrolmentOrderField", "What enrolments can be sorted by.", {
  STARTS_ON: "First day enrolled.",
});

export const EnrolmentOrder = orderInput("Enrolment", EnrolmentOrderField);

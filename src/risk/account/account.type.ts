import { Field, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { AssignmentType } from "../../records/account-teams/assignment.type";
import { RenewalType } from "../../records/renewals/renewal.type";
import { RepType } from "../../records/reps/rep.type";
import { RiskAssessmentType } from "../assessments/assessment.type";
import { PlayType } from "../plays/play.type";

@ObjectType("NextStep", { description: "The first thing left to do in an open play." })
export class NextStepType {
  @Field(() => String, { description: "What to do; to close the play when all its steps are done." })
  what: string;

  @Field(() => GraphQLDay, { description: "The day by which the play is to be closed." })
  dueOn: Day;

  @Field(() => Boolean, { description: "Whether that day is over." })
  overdue: boolean;

  @Field(() => String, { description: "Why, in the customer's own figures." })
  because: string;

  @Field(() => PlayType, { nullable: true, description: "Of which play; null once its record is deleted." })
  play: PlayType | null;

  @Field(() => RepType, { nullable: true, description: "Whose it is; null when nobody holds the play's role." })
  owner: RepType | null;
}

@ObjectType("AccountView", {
  description:
    "What somebody who serves a customer needs to know as of a day: what to do next, why, by when and with whom.",
})
export class AccountViewType {
  @Field(() => GraphQLDay, { description: "The day." })
  asOf: Day;

  @Field(() => [NextStepType], {
    description: "The next step of every play that is open and not put off, the one that is due first at the top.",
  })
  nextSteps: NextStepType[];

  @Field(() => RiskAssessmentType, {
    nullable: true,
    description:
      "How at risk it is, with what drives that; null when there is not enough history, and when it is gone.",
  })
  risk: RiskAssessmentType | null;

  @Field(() => RenewalType, {
    nullable: true,
    description: "The open renewal that is due first, as it stands today; null when none is open.",
  })
  renewal: RenewalType | null;

  @Field(() => [AssignmentType], { description: "Who serves it on the day, role by role." })
  team: AssignmentType[];
}

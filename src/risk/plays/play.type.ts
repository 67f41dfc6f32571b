import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../../records/customers/customer.type";
import { RepRole, RepType } from "../../records/reps/rep.type";
import { RiskBand } from "../assessments/assessment.type";
import { RiskSignal } from "../signals/risk-signal.type";
import { PlaybookType } from "../playbooks/playbook.type";

export const PlayStatus = graphEnum("PlayStatus", "How far a play has come.", {
  OPEN: "Somebody has to act.",
  SNOOZED: "Put off until a day, on which it is open again by itself.",
  DONE: "Closed with an outcome.",
  CANCELLED: "Closed as not needed: it was never played.",
});
export type PlayStatus = keyof typeof PlayStatus;

export const PlayOutcome = graphEnum(
  "PlayOutcome",
  "What came of a play, in the words of who closed it. Whether the customer was saved is told by what it does then.",
  {
    RETAINED: "The customer says that it stays.",
    CARRIED_OUT: "What was to be done is done; nothing was decided.",
    NO_ANSWER: "The customer could not be reached.",
    LOST: "The customer leaves.",
    NOT_NEEDED: "There was nothing to do: the play is cancelled.",
  },
);
export type PlayOutcome = keyof typeof PlayOutcome;

@ObjectType("PlayStep", { implements: NodeType, description: "One thing to do in a play." })
export class PlayStepType extends NodeType {
  @Field(() => Int, { description: "Its place among the steps: 1, 2, …" })
  position: number;

  @Field(() => String, { description: "What to do." })
  what: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was done; null until it is." })
  doneOn: string | null;
}

@ObjectType("Play", {
  implements: NodeType,
  description:
    "What is to be done about a customer, by whom and until when: opened by an alert or an event, closed with an outcome.",
})
export class PlayType extends NodeType {
  @Field(() => CustomerType, { description: "Which customer." })
  customer: CustomerType;

  @Field(() => PlaybookType, { description: "The version of the playbook that it follows." })
  playbook: PlaybookType;

  @Field(() => PlayStatus, { description: "How far it has come today." })
  status: PlayStatus;

  @Field(() => RepRole, { description: "Whoever holds this role for the customer owns it." })
  role: RepRole;

  @Field(() => RepType, {
    nullable: true,
    description:
      "Whose it is today: whom it was given to, else who holds the role for the customer. So it goes on with the successor. A closed play stays with whose it was then. Null when nobody holds the role: it is the house's.",
  })
  owner: RepType | null;

  @Field(() => RepType, {
    nullable: true,
    description: "Whom it was given to by hand; null when it goes with the role.",
  })
  givenTo: RepType | null;

  @Field(() => GraphQLDay, { description: "The day of the assessment or event that opened it." })
  openedOn: string;

  @Field(() => GraphQLDay, { description: "The day by which it is to be closed." })
  dueOn: string;

  @Field(() => String, { description: "Why it was opened, in the customer's own figures." })
  evidence: string;

  @Field(() => RiskSignal, { nullable: true, description: "The signal that opened it; null when none did." })
  signal: string | null;

  @Field(() => Float, { nullable: true, description: "How bad that signal was, 0 to 1; null when none opened it." })
  severity: number | null;

  @Field(() => RiskBand, {
    nullable: true,
    description: "The customer's band when it was opened; null when an event opened it.",
  })
  band: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day of the event that opened it; null when an alert did.",
  })
  eventOn: string | null;

  @Field(() => Boolean, {
    description: "Whether only an override opened it: it saves nobody until the signals alone say as much.",
  })
  restsOnOverride: boolean;

  @Field(() => RepType, {
    nullable: true,
    description:
      "Whose review it would not have been opened without: where that rep serves the customer, it saves nobody until the other signals say as much. Null where none was needed.",
  })
  restsOnReviewer: RepType | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day on which it wakes, or woke; null when it was never put off.",
  })
  snoozedUntil: string | null;

  @Field(() => String, { nullable: true, description: "Why it was put off; null when it never was." })
  snoozeReason: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was closed; null while it is not." })
  closedOn: string | null;

  @Field(() => PlayOutcome, { nullable: true, description: "What came of it; null while it is not closed." })
  outcome: PlayOutcome | null;

  @Field(() => String, {
    nullable: true,
    description: "What whoever closed it has to say; null when that is nothing, and while it is not closed.",
  })
  note: string | null;

  @Field(() => [PlayStepType], { description: "What to do, in this order." })
  steps: PlayStepType[];

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const PlayConnection = connectionType("Play", PlayType);

import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { VersionType } from "../../platform/versions/version.type";
import { RepRole } from "../../records/reps/rep.type";
import { RiskBand } from "../assessments/assessment.type";
import { RiskSignal } from "../signals/risk-signal.type";
import type { Opening, PlayEvent as Event } from "./calc/playbook";

export const PlaybookOpening = graphEnum<Opening["on"]>("PlaybookOpening", "What opens a playbook's plays.", {
  SIGNAL: "A signal as severe as the playbook says.",
  BAND: "The band of the customer's risk, or a worse one, unless a signal with a playbook of its own speaks.",
  EVENT: "Something happened that is always answered.",
});

export const PlayEvent = graphEnum<Event>("PlayEvent", "What is always answered, and was not yet.", {
  LEAD_CAME: "A lead came.",
  REFERRAL_CAME: "A customer recommended us.",
  RENEWED: "A customer renewed.",
  RENEWAL_NEAR: "A renewal is due within 60 days, and was not reviewed in the 60 before.",
  LOST: "A customer lapsed, or its contract ended.",
});

@ObjectType("Playbook", {
  implements: NodeType,
  description:
    "What is done when an alert or an event calls for it, from a day on. A customer has at most one open play of a playbook. A version never changes, and every play names the one that it follows.",
})
export class PlaybookType extends VersionType {
  @Field(() => String, { description: "Its name in code: the same for all of its versions." })
  code: string;

  @Field(() => String, { description: "What it is about." })
  name: string;

  @Field(() => PlaybookOpening, { description: "What opens its plays." })
  opensOn: Opening["on"];

  @Field(() => RiskSignal, { nullable: true, description: "The signal; null when none opens it." })
  signal: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "The severity from which on the signal opens it, above 0 and at most 1; null when no signal does.",
  })
  fromSeverity: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The severity from which on it opens no more; null when there is none.",
  })
  belowSeverity: number | null;

  @Field(() => RiskBand, { nullable: true, description: "The mildest band that opens it; null when no band does." })
  fromBand: string | null;

  @Field(() => PlayEvent, { nullable: true, description: "The event that opens it; null when none does." })
  event: Event | null;

  @Field(() => RepRole, { description: "Whoever holds this role for the customer owns the play." })
  role: RepRole;

  @Field(() => [String], { description: "What to do, in this order." })
  steps: string[];

  @Field(() => Int, { description: "A play is due so many days after it was opened." })
  dueWithinDays: number;

  @Field(() => Int, { description: "After a play was closed, the customer gets no other for so many days." })
  coolDownDays: number;

  @Field(() => Boolean, { description: "Whether this version opens nothing any more." })
  retired: boolean;
}

export const PlaybookConnection = connectionType("Playbook", PlaybookType);

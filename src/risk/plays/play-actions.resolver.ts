import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayLead, mayServe } from "../../records/policy";
import { PlayCompleteInput, PlayReassignInput, PlaySnoozeInput, PlayStepDoneInput } from "./play.inputs";
import { completePlay, doStep, reassignPlay, snoozePlay } from "./play.service";
import { PlayType } from "./play.type";

const subject = { field: "play", type: PlayType, typeName: "Play" };

export const PlayStepDone = businessMutation({
  name: "playStepDone",
  description: "Records that a step was done today. The play's owner, who leads it, and administrators.",
  input: PlayStepDoneInput,
  subject,
  may: mayServe,
  act: doStep,
});

export const PlaySnooze = businessMutation({
  name: "playSnooze",
  description:
    "Puts a play off until a day, on which it wakes by itself. The play's owner, who leads it, and administrators.",
  input: PlaySnoozeInput,
  subject,
  may: mayServe,
  act: snoozePlay,
});

export const PlayComplete = businessMutation({
  name: "playComplete",
  description: "Closes a play with its outcome. The play's owner, who leads it, and administrators.",
  input: PlayCompleteInput,
  subject,
  may: mayServe,
  act: completePlay,
});

export const PlayReassign = businessMutation({
  name: "playReassign",
  description:
    "Gives a play to another rep, or back to whoever holds its role. Leaders among those who report to them, and administrators.",
  input: PlayReassignInput,
  subject,
  may: mayLead,
  act: reassignPlay,
});

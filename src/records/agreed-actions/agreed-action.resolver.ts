import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayLead, mayServe } from "../policy";
import { ActionAgreeInput, ActionCompleteInput } from "./agreed-action.inputs";
import { agreeAction, completeAction } from "./agreed-action.service";
import { AgreedActionType } from "./agreed-action.type";

const subject = { field: "action", type: AgreedActionType, typeName: "AgreedAction" };

export const ActionAgree = businessMutation({
  name: "actionAgree",
  description:
    "Records what a team agreed to do about its losses, from today. Leaders for who reports to them, and administrators.",
  input: ActionAgreeInput,
  subject,
  may: mayLead,
  act: agreeAction,
});

export const ActionComplete = businessMutation({
  name: "actionComplete",
  description: "Records that an agreed action was done. Who sees to it, its leaders, and administrators.",
  input: ActionCompleteInput,
  subject,
  may: mayServe,
  act: completeAction,
});

import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayManagePeople } from "../policy";
import { LeaveEndInput, LeaveStartInput } from "./leave.inputs";
import { endLeave, startLeave } from "./leave.service";
import { LeaveType } from "./leave.type";

const subject = { field: "leave", type: LeaveType, typeName: "LeaveOfAbsence" };

export const LeaveStartResolver = businessMutation({
  name: "leaveStart",
  description: "Records that a rep goes away for a time. HR and administrators.",
  input: LeaveStartInput,
  subject,
  may: mayManagePeople,
  act: startLeave,
});

export const LeaveEndResolver = businessMutation({
  name: "leaveEnd",
  description: "Records the day on which a rep comes back. HR and administrators.",
  input: LeaveEndInput,
  subject,
  may: mayManagePeople,
  act: endLeave,
});

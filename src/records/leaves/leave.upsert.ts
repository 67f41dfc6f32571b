import type { UpsertSpec } from "../../platform/upsert/spec";
import { LeaveInput } from "./leave.inputs";

export const leaveUpsert: UpsertSpec = {
  record: "leave",
  input: LeaveInput,
  table: "leave_of_absence",
  references: { rep: "rep" },
  constraints: {
    leave_of_absence_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    leave_of_absence_no_overlap: { field: "startsOn", message: "overlaps another leave of the same rep" },
  },
};

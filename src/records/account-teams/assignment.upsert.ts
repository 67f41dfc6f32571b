import type { UpsertSpec } from "../../platform/upsert/spec";
import { AssignmentInput } from "./assignment.inputs";

export const assignmentUpsert: UpsertSpec = {
  record: "assignment",
  input: AssignmentInput,
  table: "assignment",
  references: { customer: "customer", rep: "rep" },
  whenNew: { share: "10000" },
  constraints: {
    assignment_no_overlap: {
      field: "startsOn",
      message: "overlaps another assignment of the same customer, role and rep",
    },
    assignment_shares_fit: {
      field: "share",
      message: "makes the shares of one customer and role exceed 10000 on a day",
    },
    assignment_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
  },
};

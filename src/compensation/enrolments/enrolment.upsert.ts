import type { UpsertSpec } from "../../platform/upsert/spec";
import { EnrolmentInput } from "./enrolment.inputs";

export const enrolmentUpsert: UpsertSpec = {
  record: "enrolment",
  input: EnrolmentInput,
  table: "enrolment",
  references: { rep: "rep" },
  money: ["target"],
  columns: { plan: "plan_code" },
  secret: ["target_minor"],
  constraints: {
    enrolment_plan_code_fkey: { field: "plan", message: "names no plan that is published" },
    enrolment_starts_on_plan_check: { field: "startsOn", message: "is before the plan's first version is in effect" },
    enrolment_currency_plan_check: { field: "currency", message: "is not the plan's: a target is told in it" },
    enrolment_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    enrolment_no_overlap: {
      field: "startsOn",
      message: "overlaps another enrolment of the same rep in the same plan: end that one first",
    },
  },
};

import type { UpsertSpec } from "../../platform/upsert/spec";
import { CompletionInput, CourseInput } from "./skill.inputs";

export const courseUpsert: UpsertSpec = { record: "course", input: CourseInput, table: "course" };

export const completionUpsert: UpsertSpec = {
  record: "completion",
  input: CompletionInput,
  table: "completion",
  references: { rep: "rep", course: "course" },
  constraints: {
    completion_expires_on_check: { field: "expiresOn", message: "must come after completedOn" },
    completion_day_key: { field: "completedOn", message: "is on record for the same rep and course already" },
  },
};

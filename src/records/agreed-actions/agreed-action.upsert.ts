import type { UpsertSpec } from "../../platform/upsert/spec";
import { AgreedActionInput } from "./agreed-action.inputs";

export const agreedActionUpsert: UpsertSpec = {
  record: "agreedAction",
  input: AgreedActionInput,
  table: "agreed_action",
  references: { team: "team", owner: "rep" },
  constraints: {
    agreed_action_external_id_key: { field: "externalId", message: "is another action's" },
    agreed_action_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    agreed_action_due_on_check: { field: "dueOn", message: "must not come before the day it was agreed on" },
    agreed_action_done_on_check: { field: "doneOn", message: "must not come before the day it was agreed on" },
  },
};

import type { UpsertSpec } from "../../platform/upsert/spec";
import { QuotaInput } from "./quota.inputs";

export const quotaUpsert: UpsertSpec = {
  record: "quota",
  input: QuotaInput,
  table: "quota",
  references: { rep: "rep", team: "team" },
  constraints: {
    quota_owner_check: { field: "rep", message: "or team must be given, and not both" },
    quota_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    quota_once_key: { field: "measure", message: "has a quota of the same rep or team for the same period already" },
  },
};

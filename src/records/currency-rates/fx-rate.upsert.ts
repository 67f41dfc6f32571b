import type { UpsertSpec } from "../../platform/upsert/spec";
import { FxRateInput } from "./fx-rate.inputs";

export const fxRateUpsert: UpsertSpec = {
  record: "fxRate",
  input: FxRateInput,
  table: "fx_rate",
  keyOf: ["base", "quote", "day"],
  constraints: {
    fx_rate_rate_check: { field: "rate", message: "must be more than 0" },
    fx_rate_quote_check: { field: "quote", message: "must be another currency than base" },
    fx_rate_day_key: { field: "day", message: "has a rate of the same pair under another external id" },
  },
};

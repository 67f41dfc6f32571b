import type { UpsertSpec } from "../../platform/upsert/spec";
import { SurveyInput } from "./survey.inputs";

export const surveyUpsert: UpsertSpec = {
  record: "survey",
  input: SurveyInput,
  table: "survey",
  references: { customer: "customer", contact: "contact" },
  constraints: {
    survey_score_check: { field: "score", message: "must be 0 to 10 for NPS, 1 to 5 for CSAT" },
    survey_contact_customer_fkey: { field: "contact", message: "is a person at another customer" },
  },
};

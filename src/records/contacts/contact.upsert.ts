import type { UpsertSpec } from "../../platform/upsert/spec";
import { ContactInput } from "./contact.inputs";

export const contactUpsert: UpsertSpec = {
  record: "contact",
  input: ContactInput,
  table: "contact",
  references: { customer: "customer" },
};

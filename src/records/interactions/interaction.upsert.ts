import type { UpsertSpec } from "../../platform/upsert/spec";
import { InteractionInput } from "./interaction.inputs";

export const interactionUpsert: UpsertSpec = {
  record: "interaction",
  input: InteractionInput,
  table: "interaction",
  references: { customer: "customer", rep: "rep" },
  money: ["cost"],
  constraints: {
    interaction_answered_at_check: { field: "answeredAt", message: "comes before askedAt" },
    interaction_cost_check: { field: "currency", message: "is needed beside a cost" },
  },
};

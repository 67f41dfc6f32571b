import { others, ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { InteractionEntity } from "./interaction.entity";

export const interactionRecord: RecordMap = {
  type: "Interaction",
  entity: InteractionEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["note"] },
  orders: { OCCURRED_AT: "occurredAt" },
  defaultDirection: "DESC",
  filters: {
    from: { type: "timestamptz", sql: (interaction, value) => `${interaction}.occurred_at >= ${value}` },
    before: { type: "timestamptz", sql: (interaction, value) => `${interaction}.occurred_at < ${value}` },
    rep: { type: "bigint", idOf: "Rep", sql: (interaction, value) => `${interaction}.rep_id = ${value}` },
  },
};

export const customerInteractions: RecordExtension = {
  extend: "Customer",
  relations: {
    interactions: ownFacts.connection("Interaction", (one, customer) => `${one}.customer_id = ${customer}.id`),
  },
};

export const repInteractions: RecordExtension = {
  extend: "Rep",
  relations: { interactions: others.connection("Interaction", (one, rep) => `${one}.rep_id = ${rep}.id`) },
};

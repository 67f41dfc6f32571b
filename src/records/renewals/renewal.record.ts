import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { RenewalEntity } from "./renewal.entity";

export const renewalRecord: RecordMap = {
  type: "Renewal",
  entity: RenewalEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["note"] },
  orders: { DUE_ON: "dueOn", CLOSED_ON: "closedOn", VALUE_DUE: "valueDueMinor" },
  filters: {
    dueFrom: { type: "date", sql: (renewal, value) => `${renewal}.due_on >= ${value}` },
    dueBefore: { type: "date", sql: (renewal, value) => `${renewal}.due_on < ${value}` },
  },
};

export const customerRenewals: RecordExtension = {
  extend: "Customer",
  relations: {
    renewals: ownFacts.connection("Renewal", (renewal, customer) => `${renewal}.customer_id = ${customer}.id`),
  },
};

export const contractRenewals: RecordExtension = {
  extend: "Contract",
  relations: {
    renewals: ownFacts.connection("Renewal", (renewal, contract) => `${renewal}.contract_id = ${contract}.id`),
  },
};

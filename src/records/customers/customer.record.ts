import { holdsText, others, type RecordMap } from "../../platform/plan/record";
import { inForce, seesCustomer } from "../policy";
import { CustomerEntity } from "./customer.entity";

const served = (customer: string, condition: string, today: string) =>
  `exists (select from assignment a where a.customer_id = ${customer}.id and ${inForce("a", today)} and ${condition})`;

export const customerRecord: RecordMap = {
  type: "Customer",
  entity: CustomerEntity,
  sees: seesCustomer,
  disclosure: { PUBLIC: ["externalId", "name"], NOTE: ["note"] },
  relations: {
    subsidiaries: others.connection("Customer", (child, customer) => `${child}.parent_id = ${customer}.id`),
  },
  orders: { NAME: "name", ACQUIRED_ON: "acquiredOn", SEGMENT: "segment" },
  filters: {
    search: { type: "text", sql: (customer, value) => holdsText(`${customer}.name`, value) },
    servedBy: {
      type: "bigint",
      idOf: "Rep",
      sql: (customer, value, scope) => served(customer, `a.rep_id = ${value}`, scope.today()),
    },
    unassigned: {
      type: "boolean",
      sql: (customer, value, scope) => `${served(customer, "true", scope.today())} <> ${value}`,
    },
    merged: { type: "boolean", sql: (customer, value) => `(${customer}.merged_into_id is not null) = ${value}` },
    acquiredFrom: { type: "date", sql: (customer, value) => `${customer}.acquired_on >= ${value}` },
    acquiredBefore: { type: "date", sql: (customer, value) => `${customer}.acquired_on < ${value}` },
  },
};

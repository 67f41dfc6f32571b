import { ownFacts, type RecordExtension, type RecordMap, type Sql } from "../../platform/plan/record";
import { inForce, seesFactOfCustomer } from "../policy";
import { ContractEntity } from "./contract.entity";

/** Whether a contract counts on a day: it has started, and neither its end nor an early one nor a replacement came. */
export const covers = (contract: string, day: Sql): Sql =>
  `${inForce(contract, day)} and (${contract}.ended_on is null or ${contract}.ended_on > ${day}) and not exists ` +
  `(select from contract later where later.replaces_id = ${contract}.id and later.starts_on <= ${day})`;

export const contractRecord: RecordMap = {
  type: "Contract",
  entity: ContractEntity,
  sees: seesFactOfCustomer,
  orders: { STARTS_ON: "startsOn", ENDS_ON: "endsOn", ANNUAL_VALUE: "annualValueMinor" },
  defaultDirection: "DESC",
  filters: { coversOn: { type: "date", sql: covers } },
};

export const customerContracts: RecordExtension = {
  extend: "Customer",
  relations: {
    contracts: ownFacts.connection("Contract", (contract, customer) => `${contract}.customer_id = ${customer}.id`),
  },
};

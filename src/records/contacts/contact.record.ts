import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { ContactEntity } from "./contact.entity";

export const contactRecord: RecordMap = {
  type: "Contact",
  entity: ContactEntity,
  sees: seesFactOfCustomer,
  disclosure: { PUBLIC: ["externalId", "fullName"] },
  orders: { FULL_NAME: "fullName", LEFT_ON: "leftOn" },
  filters: {
    stillThereOn: {
      type: "date",
      sql: (contact, value) => `(${contact}.left_on is null or ${contact}.left_on > ${value})`,
    },
  },
};

export const customerContacts: RecordExtension = {
  extend: "Customer",
  relations: {
    contacts: ownFacts.connection("Contact", (contact, customer) => `${contact}.customer_id = ${customer}.id`),
  },
};

import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayUpsert } from "../policy";
import { mergeCustomers } from "./customer-merge.service";
import { CustomerMergeInput } from "./customer.inputs";
import { CustomerType } from "./customer.type";

export const CustomerMerge = businessMutation({
  name: "customerMerge",
  description: "Makes two accounts one, from a day on; days before still show two. Administrators.",
  input: CustomerMergeInput,
  subject: { field: "customer", type: CustomerType, typeName: "Customer" },
  may: mayUpsert,
  act: mergeCustomers,
});

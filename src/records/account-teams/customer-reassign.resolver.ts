import { businessMutation } from "../../platform/mutation/business-mutation";
import { CustomerType } from "../customers/customer.type";
import { mayReassign } from "../policy";
import { CustomerReassignInput } from "./assignment.inputs";
import { reassignCustomer } from "./customer-reassign.service";

export const CustomerReassignResolver = businessMutation({
  name: "customerReassign",
  description:
    "Gives a role of a customer to another rep from a day on. Leaders within their own reps, and administrators.",
  input: CustomerReassignInput,
  subject: { field: "customer", type: CustomerType, typeName: "Customer" },
  may: mayReassign,
  act: reassignCustomer,
});

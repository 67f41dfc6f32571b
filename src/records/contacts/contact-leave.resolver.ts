import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayServe } from "../policy";
import { leaveContact } from "./contact-leave.service";
import { ContactLeaveInput } from "./contact.inputs";
import { ContactType } from "./contact.type";

export const ContactLeaveResolver = businessMutation({
  name: "contactLeave",
  description: "Records that a person leaves a customer. Whoever serves the customer, and administrators.",
  input: ContactLeaveInput,
  subject: { field: "contact", type: ContactType, typeName: "Contact" },
  may: mayServe,
  act: leaveContact,
});

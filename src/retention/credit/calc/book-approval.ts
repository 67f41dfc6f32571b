import type { Day } from "../../../kernel/calendar";

export type BookApprovalKind = "RESCUE" | "EXCUSED_LOSS" | "REMOVAL";

/** A decision about whose book a customer counts in. */
export interface BookApproval {
  readonly customerId: string;
  readonly repId: string;
  readonly role: string;
  readonly kind: BookApprovalKind;
  /** the day of the decision; of a removal, the first day on which the rep no longer has the customer */
  readonly on: Day;
}

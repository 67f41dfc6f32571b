import type { Viewer } from "../platform/auth/viewer";
import { refusal } from "../platform/graphql/errors";

/** Who says whose customers are. Everybody reads it: a number that cannot be recomputed carries nothing. */
export const mayAttribute = ({ role }: Viewer): boolean => role === "ADMIN";

/** Who decides what counts in a book: a leader in those of who reports to it. Nobody in its own. */
export const mayApproveBooks = ({ role }: Viewer): boolean => role === "LEADER" || role === "ADMIN";

/** Figures of the whole company are for everybody who answers for more than itself. */
export const seesCompany = ({ role }: Viewer): boolean => role !== "REP";

/** @throws FORBIDDEN for a rep: what others keep is for those who lead them, and who answers for everybody */
export function checkSubtree({ role }: Viewer): void {
  if (role === "REP") throw refusal("FORBIDDEN", "A rep reads its own figures: leave `scope` out.");
}

/**
 * A customer's figures are for who sees the customer. So a book is opened by who sees everybody in it: a rep its own, a
 * leader those of who reports to it, and the whole by who sees every customer.
 *
 * @throws FORBIDDEN
 */
export function checkEntries({ role }: Viewer, of: "REP" | "SUBTREE" | "TEAM" | "COMPANY" | "HOUSE"): void {
  if (of === "REP" || (role !== "REP" && (of === "SUBTREE" || role !== "LEADER"))) return;
  throw refusal("FORBIDDEN", "There may be customers in it that you do not see; open a rep's book, or a subtree's.");
}

/** Who stores a period's scorecards for good. */
export const mayClose = ({ role }: Viewer): boolean => role === "ADMIN";

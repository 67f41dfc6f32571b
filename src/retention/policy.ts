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

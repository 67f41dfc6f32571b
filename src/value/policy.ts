import type { Viewer } from "../platform/auth/viewer";
import type { RowRule } from "../platform/plan/record";

/** Who says what retained means. Everybody reads it: a number that cannot be recomputed carries nothing. */
export const mayDefine = ({ role }: Viewer): boolean => role === "ADMIN";

/** How all customers behave is for everybody who answers for more than itself. */
export const seesModels: RowRule = (_model, { role }) => (role === "REP" ? "false" : null);

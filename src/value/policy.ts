import type { Viewer } from "../platform/auth/viewer";

/** Who says what retained means. Everybody reads it: a number that cannot be recomputed carries nothing. */
export const mayDefine = ({ role }: Viewer): boolean => role === "ADMIN";

import type { Viewer } from "../auth/viewer";

/** Tells row security policies who asks, until the transaction ends. */
export const SET_VIEWER = `
  select set_config('holdfast.principal', $1, true), set_config('holdfast.role', $2, true),
         set_config('holdfast.rep_id', $3, true)`;

export const viewerSettings = ({ principal, role, repId }: Viewer): string[] => [principal, role, repId ?? ""];

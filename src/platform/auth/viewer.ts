/** What a person may be to the server. Who may see what follows in each floor's policy.ts. */
export const ROLES = ["REP", "LEADER", "HR", "ANALYST", "ADMIN", "AUDITOR"] as const;
export type Role = (typeof ROLES)[number];

/** The one who asks: a person with a verified token, or the server's own jobs (`SYSTEM`). */
export interface Viewer {
  /** the token's subject: names the person in audit records and idempotency keys */
  readonly principal: string;
  readonly role: Role | "SYSTEM";
  /** the viewer's own rep record; null for people who serve no customers themselves */
  readonly repId: string | null;
}

export const SYSTEM: Viewer = { principal: "system", role: "SYSTEM", repId: null };

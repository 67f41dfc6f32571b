/** What a person may be to the server. Who may see what follows in each floor's policy.ts. */
export const ROLES = ["REP", "LEADER", "HR", "ANALYST", "ADMIN", "AUDITOR"] as const;
export type Role = (typeof ROLES)[number];

/** What an API token is for. What of the graph and of the addresses a scope opens is said where they are wired. */
export const API_SCOPES = ["COMPENSATION_READ", "COMPENSATION_ACKNOWLEDGE"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The one who asks: a person with a verified token, a machine with an API token, or the server's own jobs (`SYSTEM`). */
export interface Viewer {
  /** the token's subject: names the person in audit records and idempotency keys */
  readonly principal: string;
  readonly role: Role | "SYSTEM";
  /** the viewer's own rep record; null for people who serve no customers themselves */
  readonly repId: string | null;
  /** all that a machine may do of what its role may; a person may do all of it */
  readonly scopes?: readonly ApiScope[];
}

export const SYSTEM: Viewer = { principal: "system", role: "SYSTEM", repId: null };

/** Whether a viewer may do what a scope is for, as far as scopes go: its role must allow it, too. */
export const hasScope = ({ scopes }: Viewer, scope: ApiScope): boolean => scopes?.includes(scope) ?? true;

import type { RecordMap } from "../../plan/record";
import { ApiTokenEntity } from "./api-token.entity";

/** Administrators manage them, auditors look. */
const SEEN_BY: ReadonlySet<string> = new Set(["ADMIN", "AUDITOR", "SYSTEM"]);

export const apiTokenRecord: RecordMap = {
  type: "ApiToken",
  entity: ApiTokenEntity,
  sees: (_token, { role }) => (SEEN_BY.has(role) ? null : "false"),
  fields: { createdAt: (token) => `${token}.recorded_at` },
  orders: { CREATED_AT: "recordedAt" },
  defaultDirection: "DESC",
};

import type { EntityManager } from "typeorm";

import type { Viewer } from "../auth/viewer";
import type { UpsertSpec } from "./spec";

export type RowStatus = "CREATED" | "UPDATED" | "UNCHANGED" | "REJECTED";

export interface RowResult {
  readonly externalId: string;
  readonly status: RowStatus;
  /** null when the row was rejected */
  readonly id: string | null;
}

export interface RowError {
  readonly code: "INVALID" | "DUPLICATE" | "NOT_FOUND" | "CONFLICT";
  /** where in the arguments: ["inputs", "3", "name"] */
  readonly field: readonly string[];
  readonly message: string;
}

export interface Upserted {
  /** one for each row, in their order */
  readonly results: readonly RowResult[];
  readonly userErrors: readonly RowError[];
}

export interface UpsertCall {
  readonly viewer: Viewer;
  /** the mutation's name, for the audit records */
  readonly action: string;
}

import type { Day } from "../../kernel/calendar";
import type { Viewer } from "../auth/viewer";
import type { Database } from "../database/database";

/** What one request carries through the graph. Made at the edge, where the clock is read. */
export interface Context {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly database: Database;
  readonly now: Date;
  /** the UTC day of `now`: what "today" and a missing `asOf` mean throughout the request */
  readonly today: Day;
  /** aborted when the client goes away or the time for a query runs out; a query's SQL is then cancelled */
  readonly signal: AbortSignal;
}

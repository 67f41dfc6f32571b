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
  /** a server's; absent where no other request could be kept waiting */
  readonly apart?: Apart;
}

/** Something that somebody asks for and that computes for long. What is given and what comes of it are plain data. */
export interface LongWork<Given extends object, Result extends object> {
  readonly name: string;
  run(context: Context, given: Given): Promise<Result>;
}

/** Has long work done where its computing keeps no other request waiting, and passes on what comes of it. */
export type Apart = <Given extends object, Result extends object>(
  context: Context,
  work: LongWork<Given, Result>,
  given: Given,
) => Promise<Result>;

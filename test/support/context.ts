import type { Day } from "../../src/kernel/calendar";
import type { Database } from "../../src/platform/database/database";
import type { Context } from "../../src/platform/graphql/context";
import { REFERENCE_DATE } from "./builders";

/** A request by an auditor on the reference date, for what is asked below the graph. */
export const contextOver = (database: Database): Context => ({
  requestId: "test",
  viewer: { principal: "somebody", role: "AUDITOR", repId: null },
  database,
  now: new Date(`${REFERENCE_DATE}T12:00:00Z`),
  today: REFERENCE_DATE as Day,
  signal: new AbortController().signal,
});

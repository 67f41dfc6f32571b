import type { Context } from "../platform/graphql/context";
import type { Viewer } from "../platform/auth/viewer";
import type { Lifetime } from "./lifetime";

/** What becomes known of one request to /graphql on its way, for its log line and the metrics. */
export interface Exchange {
  readonly lifetime: Lifetime;
  /** null until somebody has signed in */
  viewer: Viewer | null;
  operation: { readonly type: string; readonly name: string | null } | null;
  /** the codes of its errors, also of those that were too many to be answered */
  codes: readonly string[];
}

/** The context with what only the wiring needs. */
export interface ServedContext extends Context {
  readonly exchange: Exchange;
}

declare module "fastify" {
  interface FastifyRequest {
    /** null outside of /graphql */
    exchange: Exchange | null;
  }
}

import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { apiTokenAdmission } from "../platform/auth/api-tokens/api-token.queries";
import { makeAuthenticator } from "../platform/auth/authenticator";
import { makeTokenVerifier } from "../platform/auth/tokens";
import type { Config } from "../platform/config/config";
import type { Database } from "../platform/database/database";
import type { Apart } from "../platform/graphql/context";
import type { Log } from "../platform/log/log";
import { findRepId } from "../records/reps/rep.queries";
import { startApollo } from "./apollo";
import { addExports } from "./exports";
import { addGraphRoute } from "./graphql-route";
import { addHealth } from "./health";
import { answerError, answerNotFound, BODY_LIMIT } from "./http-errors";
import { makeMetrics, type Metrics } from "./metrics";
import { addPages } from "./pages";
import { addRequestLog, requestIdOf } from "./request-log";

export interface ServerParts {
  readonly config: Config;
  /** stays the caller's to close, after the server */
  readonly database: Database;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly clock: () => Date;
  readonly queryTimeoutMilliseconds?: number;
  /** where long work is done; with the request when it is not given */
  readonly apart?: Apart;
}

export interface Server {
  /** where it listens, without a slash at the end */
  readonly url: string;
  readonly metrics: Metrics;
  /** Takes no more requests, lets those in flight finish for up to ten seconds, and then cuts them off. */
  close(): Promise<void>;
}

const QUERY_TIMEOUT_MILLISECONDS = 10_000;
const DRAIN_MILLISECONDS = 10_000;
const SWEEP_MILLISECONDS = 50;
/** For a request to arrive whole, so that a slow sender cannot hold a connection. */
const RECEIVE_TIMEOUT_MILLISECONDS = 30_000;

/** Starts the server around the graph, listening when the promise resolves. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { config, database, log, clock } = parts;
  const verify = await makeTokenVerifier({ ...config.auth, home: config.home });
  const admitApiToken = apiTokenAdmission(database.pool, (error) => log.warn({ error }, "use of a token not recorded"));
  const findRep = (externalId: string) => findRepId(database.pool, externalId);
  const authenticator = makeAuthenticator(verify, findRep, admitApiToken, clock);
  const apollo = await startApollo({
    schema: parts.schema,
    environment: config.environment,
    queryTimeoutMilliseconds: parts.queryTimeoutMilliseconds ?? QUERY_TIMEOUT_MILLISECONDS,
    log,
  });
  const app = makeApp(log);
  const metrics = makeMetrics(database.pool);
  addRequestLog(app, log, metrics);
  addHealth(app, database.pool, metrics);
  addPages(app);
  addGraphRoute(app, { apollo, authenticator, database, clock, apart: parts.apart });
  addExports(app, { authenticator, database });
  await app.listen({ host: config.host, port: config.port });
  return {
    url: urlOf(app.server.address() as AddressInfo),
    metrics,
    async close() {
      await drain(app);
      await apollo.stop();
    },
  };
}

function makeApp(log: Log): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: RECEIVE_TIMEOUT_MILLISECONDS,
    requestIdHeader: false,
    genReqId: requestIdOf,
    forceCloseConnections: "idle",
  });
  app.decorateRequest("exchange", null);
  // JSON only: a form or plain text could be posted by any page, without asking first.
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler(answerNotFound);
  return app;
}

/** Node closes the connections that are idle now; those that become idle with their last answer are left to us. */
async function drain(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MILLISECONDS);
  const cutOff = setTimeout(() => app.server.closeAllConnections(), DRAIN_MILLISECONDS);
  await app.close().finally(() => {
    clearInterval(sweep);
    clearTimeout(cutOff);
  });
}

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

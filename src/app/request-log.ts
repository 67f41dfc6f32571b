import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Log } from "../platform/log/log";
import type { Metrics } from "./metrics";

const REQUEST_ID = /^[\w.-]{1,64}$/;
/** Names of operations are the caller's words: a log line keeps their start. */
const OPERATION_NAME_CHARACTERS = 80;

/** The caller's own id of the request where it is a plain one, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
}

/** One line a request, and its figures. Never what was asked with or answered: variables, tokens, pay. */
export function addRequestLog(app: FastifyInstance, log: Log, metrics: Metrics): void {
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { exchange, method } = request;
    const route = request.routeOptions.url ?? "none";
    metrics.httpAnswered(method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (exchange?.operation) metrics.operationAnswered(exchange.operation.type, exchange.codes);
    const line = {
      request: request.id,
      method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      role: exchange?.viewer?.role,
      operation: exchange?.operation?.name?.slice(0, OPERATION_NAME_CHARACTERS),
      codes: exchange?.codes.length ? exchange.codes : undefined,
      aborted: exchange?.lifetime.signal.aborted || undefined,
    };
    log[reply.statusCode >= 500 ? "warn" : route === "/graphql" ? "info" : "debug"](line, "answered");
    done();
  });
}

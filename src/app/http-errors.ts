import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { TokenError } from "../platform/auth/tokens";
import { requestRefusal } from "../platform/graphql/errors";
import type { Log } from "../platform/log/log";
import { codeOf, maskedError, statusOf, wantsGraphMediaType } from "./answer";

/** The largest request body, in bytes: half a kilobyte for each of the 1,000 rows of a bulk mutation. */
export const BODY_LIMIT = 512 * 1024;

const BAD_REQUESTS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, `The body is larger than ${BODY_LIMIT / 1024} kB. Send less in one request.`],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "The body must be JSON, with the header Content-Type: application/json."],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "The body is empty. It must be a JSON object with a query."],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "The body is no JSON."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "The body is not as long as its Content-Length says."],
};

/** Answers what went wrong outside of the graph in the words of the graph: a JSON object with `errors`. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const refusal = refusalOf(error, request, reply);
  if (!refusal) log.error({ request: request.id, error }, "request failed");
  const shown = maskedError((refusal ?? new GraphQLError("")).toJSON(), request.id);
  if (request.exchange) request.exchange.codes = [codeOf(shown)];
  const head = refusal?.extensions.http as { status: number } | undefined;
  const { accept } = request.headers;
  const type = wantsGraphMediaType(accept) ? "application/graphql-response+json" : "application/json";
  return reply
    .code(statusOf(codeOf(shown), head?.status ?? 500, accept))
    .type(`${type}; charset=utf-8`)
    .send({ errors: [shown] });
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is no ${request.method} ${request.url.split("?", 1)[0]}. The graph is at POST /graphql.`;
  return reply.code(404).send({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
}

function refusalOf(error: unknown, request: FastifyRequest, reply: FastifyReply): GraphQLError | null {
  if (error instanceof GraphQLError) return error;
  if (error instanceof TokenError) {
    const reason = request.headers.authorization === undefined ? "" : ', error="invalid_token"';
    void reply.header("www-authenticate", `Bearer realm="holdfast"${reason}`);
    return requestRefusal("UNAUTHENTICATED", `The token is not accepted: ${error.message}.`);
  }
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = BAD_REQUESTS[code ?? ""];
  if (known) return requestRefusal("BAD_REQUEST", known[1], known[0]);
  if (statusCode === undefined || statusCode >= 500) return null;
  return requestRefusal("BAD_REQUEST", "The request cannot be read.", statusCode);
}

import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { isErrorCode } from "../platform/graphql/errors";

export const MOST_ERRORS = 5;

/** The message of everything that is no refusal. The log has the original under the id. */
export const internalMessage = (requestId: string): string =>
  `Something went wrong in the server. Its log has the reason under the request id ${requestId}.`;

export const codeOf = (error: GraphQLFormattedError | GraphQLError): string => {
  const code = error.extensions?.code;
  return isErrorCode(code) ? code : "INTERNAL_SERVER_ERROR";
};

/** The errors of an answer as they leave the server: nothing internal, and no more than a reader can use. */
export function answeredErrors(errors: readonly GraphQLFormattedError[], requestId: string): GraphQLFormattedError[] {
  const shown = errors.length > MOST_ERRORS ? errors.slice(0, MOST_ERRORS - 1) : errors;
  const masked = shown.map((error) => maskedError(error, requestId));
  const hidden = errors.slice(shown.length);
  if (hidden[0] === undefined) return masked;
  const rest = `${hidden.length} more errors were left out of this answer.`;
  return [...masked, { message: rest, extensions: { code: codeOf(hidden[0]) } }];
}

export function maskedError(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const code = codeOf(error);
  const message = code === "INTERNAL_SERVER_ERROR" ? internalMessage(requestId) : error.message;
  return { ...error, message, extensions: { code } };
}

/** What is wrong with a question, where the request that carries it is in order. */
const IN_THE_QUESTION: ReadonlySet<string> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
]);

export const wantsGraphMediaType = (accept: string | undefined): boolean =>
  accept?.includes("application/graphql-response+json") ?? false;

/**
 * The status of an answer without data. GraphQL over HTTP, section 6.4.1: with `application/json`, a mistake in the
 * question is answered with 200, since an old client takes any other status for that of a proxy.
 */
export const statusOf = (code: string, status: number, accept: string | undefined): number =>
  IN_THE_QUESTION.has(code) && !wantsGraphMediaType(accept) ? 200 : status;

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

import { GraphQLError } from "graphql";

/** The stable codes of thrown errors. What a caller of a mutation can fix is returned as a `UserError` instead. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "IDEMPOTENCY_KEY_REUSED"
  | "QUERY_TOO_COMPLEX"
  | "QUERY_TIMEOUT"
  | "INTERNAL_SERVER_ERROR";

/** An error whose message may leave the server: says what was wrong, what was expected, and what to do. */
export const refusal = (code: ErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

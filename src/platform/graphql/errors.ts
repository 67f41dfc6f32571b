import { GraphQLError } from "graphql";

/** The stable codes of thrown errors. What a caller of a mutation can fix is returned as a `UserError` instead. */
export type ErrorCode = keyof typeof STATUS;

/** The HTTP status of an answer that holds nothing but this error. An error beside data is answered with 200. */
const STATUS = {
  /** the request is not one: no JSON, no query, a wrong method or content type */
  BAD_REQUEST: 400,
  /** the document is no GraphQL */
  GRAPHQL_PARSE_FAILED: 400,
  /** the document does not fit the schema */
  GRAPHQL_VALIDATION_FAILED: 400,
  /** the document holds several operations, and none of the name asked for */
  OPERATION_RESOLUTION_FAILURE: 400,
  /** an argument or variable that cannot be read or used */
  BAD_USER_INPUT: 400,
  /** no token, or one that is not accepted */
  UNAUTHENTICATED: 401,
  /** signed in, but this is for others */
  FORBIDDEN: 403,
  /** documents are sent, not kept: the client sends the whole text again */
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  /** an amount cannot be converted: no rate of the pair is known on the day or before */
  FX_RATE_MISSING: 400,
  /** the idempotency key stands for another mutation's payload already */
  IDEMPOTENCY_KEY_REUSED: 400,
  /** the document or what it would read is over a limit */
  QUERY_TOO_COMPLEX: 400,
  /** the query was cancelled because its time ran out */
  QUERY_TIMEOUT: 504,
  /** a bug or a broken dependency; the log has it under the request's id */
  INTERNAL_SERVER_ERROR: 500,
} as const;

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === "string" && Object.hasOwn(STATUS, code);

/** An error whose message may leave the server: says what was wrong, what was expected, and what to do. */
export const refusal = (code: ErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** A refusal of the whole request, before anything of it was executed. */
export const requestRefusal = (code: ErrorCode, message: string, status: number = STATUS[code]): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status } } });

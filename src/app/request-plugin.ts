import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from "@apollo/server";
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from "graphql";
import { makeRowCheck } from "../platform/graphql/limits/rows";
import { checkVariables } from "../platform/graphql/limits/variables";
import type { Log } from "../platform/log/log";
import { answeredErrors, codeOf, statusOf } from "./answer";
import type { ServedContext } from "./exchange";
import { makeScopeCheck } from "./scopes";
import { makeIntrospectionCheck } from "./introspection";

type Request = GraphQLRequestContext<ServedContext>;

export interface RequestRules {
  readonly schema: GraphQLSchema;
  readonly environment: string;
  readonly queryTimeoutMilliseconds: number;
  readonly log: Log;
}

/** What stands around the execution of every operation: who may, how much, how long, and what leaves the server. */
export function requestPlugin(rules: RequestRules): ApolloServerPlugin<ServedContext> {
  const checkRows = makeRowCheck(rules.schema);
  const checkIntrospection = makeIntrospectionCheck(rules.environment);
  const checkScopes = makeScopeCheck(rules.schema);
  const listener: GraphQLRequestListener<ServedContext> = {
    didResolveOperation: async ({ request, document, operation, contextValue: { exchange, viewer } }) => {
      const { variables = {}, operationName } = request;
      if (!document || !operation) return;
      exchange.operation = { type: operation.operation, name: operation.name?.value ?? null };
      checkIntrospection(document, viewer);
      checkScopes(document, viewer);
      checkVariables(variables);
      checkRows(document, operationName, variables);
      if (operation.operation === "query") exchange.lifetime.watch(rules.queryTimeoutMilliseconds);
    },
    didEncounterErrors: async (request) => noteErrors(request, rules.log),
    willSendResponse: async (request) => finish(request, rules.queryTimeoutMilliseconds),
  };
  return { requestDidStart: async () => listener };
}

function noteErrors(
  {
    errors,
    contextValue: { exchange, requestId },
  }: { errors?: readonly GraphQLError[] } & Pick<Request, "contextValue">,
  log: Log,
): void {
  exchange.codes = [...new Set(errors?.map(codeOf))];
  // What a cancelled query throws is the cancelling, not a fault.
  if (exchange.lifetime.signal.aborted) return;
  for (const error of errors ?? []) {
    if (codeOf(error) !== "INTERNAL_SERVER_ERROR") continue;
    log.error(
      { request: requestId, path: error.path?.join("."), error: error.originalError ?? error },
      "resolver failed",
    );
  }
}

/** What was asked for may know a way to do it that takes longer. */
const adviceIn = (errors: readonly GraphQLFormattedError[] = []): string =>
  errors.find(({ extensions }) => extensions?.code === "QUERY_TIMEOUT")?.message ?? "Ask for less at once.";

function finish({ request, response, contextValue }: Request, timeoutMilliseconds: number): void {
  const { exchange, requestId } = contextValue;
  exchange.lifetime.end();
  if (response.body?.kind !== "single") return;
  const { singleResult } = response.body;
  if (exchange.lifetime.ranOutOfTime) {
    const message = `The query was cancelled after ${timeoutMilliseconds / 1000} seconds. ${adviceIn(singleResult.errors)}`;
    response.body.singleResult = { errors: [{ message, extensions: { code: "QUERY_TIMEOUT" } }] };
    response.http.status = 504;
    exchange.codes = ["QUERY_TIMEOUT"];
  } else if (singleResult.errors) {
    const { status } = response.http;
    if (status) response.http.status = statusOf(exchange.codes[0] ?? "", status, request.http?.headers.get("accept"));
    singleResult.errors = answeredErrors(singleResult.errors, requestId);
  }
}

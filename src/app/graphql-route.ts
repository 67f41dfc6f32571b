import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { dayOf } from "../kernel/calendar";
import { must } from "../kernel/invariant";
import type { Authenticator } from "../platform/auth/authenticator";
import type { Database } from "../platform/database/database";
import type { Apart } from "../platform/graphql/context";
import { makeDocumentCheck } from "../platform/graphql/limits/document-check";
import type { Exchange, ServedContext } from "./exchange";
import { Lifetime } from "./lifetime";

export interface GraphRoute {
  readonly apollo: ApolloServer<ServedContext>;
  readonly authenticator: Authenticator;
  readonly database: Database;
  readonly clock: () => Date;
  readonly apart?: Apart;
}

/** The graph. Who asks is settled before the body is read, and the size of the question before it is parsed. */
export function addGraphRoute(app: FastifyInstance, parts: GraphRoute): void {
  const { apollo, authenticator, database, clock, apart } = parts;
  const checkDocument = makeDocumentCheck();
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    onRequest: async (request, reply) => {
      const exchange: Exchange = { lifetime: new Lifetime(reply.raw), viewer: null, operation: null, codes: [] };
      request.exchange = exchange;
      exchange.viewer = await authenticator.viewerOf(request.headers.authorization);
    },
    preHandler: async (request) => {
      const { query } = ((request.method === "GET" ? request.query : request.body) ?? {}) as { query?: unknown };
      if (typeof query === "string") checkDocument(query);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request: FastifyRequest): Promise<ServedContext> => {
        const exchange = must(request.exchange, "every request to the graph is an exchange");
        const viewer = must(exchange.viewer, "nobody asks without having signed in");
        const now = clock();
        const { signal } = exchange.lifetime;
        return { requestId: request.id, viewer, database, now, today: dayOf(now), signal, apart, exchange };
      },
    }),
  });
}

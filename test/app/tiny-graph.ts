import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { refusal } from "../../src/platform/graphql/errors";
import type { Context } from "../../src/platform/graphql/context";
import { runCancellable } from "../../src/platform/database/cancellable";

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/** A graph that does what a server must survive: it sleeps in the database, breaks, refuses, and nests. */
export function tinyGraph(): GraphQLSchema {
  const schema = buildSchema(`
    type Query {
      role: String!
      me: Rep
      rep(id: ID!): Rep
      reps(first: Int = 20, last: Int, filter: Filter): RepConnection!
      sleep(seconds: Float!): Float
      broken(secret: String): Int
      many(refusals: Int!): [Int]
      colour(is: Colour!): String
    }
    type Mutation { slowly(seconds: Float!): Float }
    type Rep { id: ID! name: String reports(first: Int): RepConnection! manager: Rep }
    type RepConnection { edges: [RepEdge!]! nodes: [Rep!]! pageInfo: PageInfo! totalCount: Int! }
    type RepEdge { node: Rep! cursor: String! }
    type PageInfo { hasNextPage: Boolean! }
    enum Colour { CRIMSON AZURE }
    input Filter { and: [Filter!] name: String }
  `);
  const page = { edges: [], nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 };
  resolve(schema, "Query", {
    role: (_source, _args, { viewer }) => viewer.role,
    me: () => ({ id: "1", name: "Ada", reports: page }),
    reps: () => page,
    sleep: (_source, { seconds }, context) => sleep(context, seconds as number, context.signal),
    broken: (_source, { secret }) => Promise.reject(new Error(`no relation "salary" for ${String(secret)}`)),
    many: (_source, { refusals }) =>
      Array.from({ length: refusals as number }, (_, at) => refusal("FORBIDDEN", `The item ${at} is for others.`)),
  });
  resolve(schema, "Mutation", {
    slowly: (_source, { seconds }, context) => sleep(context, seconds as number, new AbortController().signal),
  });
  return schema;
}

async function sleep({ database }: Context, seconds: number, signal: AbortSignal): Promise<number> {
  await runCancellable(database.pool, { text: "select pg_sleep($1) as tiny_graph", values: [seconds] }, signal);
  return seconds;
}

function resolve(schema: GraphQLSchema, type: "Query" | "Mutation", resolvers: Record<string, Resolver>): void {
  const fields = (type === "Query" ? schema.getQueryType() : schema.getMutationType())?.getFields();
  for (const [name, resolver] of Object.entries(resolvers)) if (fields?.[name]) fields[name].resolve = resolver;
}

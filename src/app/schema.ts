import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { attachCatalog } from "../platform/plan/catalog";
import { NEVER_READ } from "../records/policy";
import { records } from "./records";
import { resolvers } from "./resolvers";

/**
 * The graph, with the planner's catalog laid over it.
 *
 * @throws when a field of a record is neither mapped nor resolved
 */
export function makeSchema(): GraphQLSchema {
  // Inputs are judged by our own compiled rules, so that they answer as userErrors: type-graphql's validation would throw.
  const schema = buildSchemaSync({ resolvers, validate: false });
  attachCatalog(schema, records, NEVER_READ);
  return schema;
}

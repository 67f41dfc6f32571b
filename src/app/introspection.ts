import { BREAK, type DocumentNode, type GraphQLFormattedError, visit } from "graphql";
import type { Viewer } from "../platform/auth/viewer";
import { requestRefusal } from "../platform/graphql/errors";

/**
 * Keeps the schema from those who may not read it: in production only an administrator may, elsewhere everyone who
 * is signed in. Checked at every request, since a validated document is remembered for all viewers.
 *
 * @throws GraphQLError FORBIDDEN
 */
export function makeIntrospectionCheck(environment: string): (document: DocumentNode, viewer: Viewer) => void {
  const known = new WeakMap<DocumentNode, boolean>();
  return (document, viewer) => {
    if (environment !== "production" || viewer.role === "ADMIN") return;
    const asks = known.get(document) ?? asksForSchema(document);
    known.set(document, asks);
    if (!asks) return;
    throw requestRefusal("FORBIDDEN", "Only an administrator may read the schema here; it is published with the code.");
  };
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name: { value } }) {
      asks = value === "__schema" || value === "__type";
      return asks ? BREAK : undefined;
    },
  });
  return asks;
}

/** Takes out of a message what the schema would have held: graphql-js suggests names, for variables as for fields. */
export const withoutSuggestion = (error: GraphQLFormattedError): GraphQLFormattedError => ({
  ...error,
  message: error.message.replace(/ ?Did you mean .+?\?$/s, ""),
});

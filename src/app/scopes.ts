import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { OPENED } from "../compensation/hr/scopes";
import type { Viewer } from "../platform/auth/viewer";
import { requestRefusal } from "../platform/graphql/errors";

/**
 * Keeps an API token to its scopes: every field of the document must be one that they open, whatever its role may read.
 * Checked before anything is executed, so that nothing beside them is ever asked.
 *
 * @throws GraphQLError FORBIDDEN, naming the first field
 */
export function makeScopeCheck(schema: GraphQLSchema): (document: DocumentNode, viewer: Viewer) => void {
  const known = new WeakMap<DocumentNode, ReadonlySet<string>>();
  return (document, { scopes }) => {
    if (scopes === undefined) return;
    const fields = known.get(document) ?? fieldsOf(schema, document);
    known.set(document, fields);
    const opened = new Set(scopes.flatMap((scope) => OPENED[scope]));
    for (const field of fields) {
      if (opened.has(field) || opened.has(`${field.split(".", 1)[0]}.*`)) continue;
      throw requestRefusal(
        "FORBIDDEN",
        `${field} is not for this API token, whose scopes are ${scopes.join(", ")}: leave it out.`,
      );
    }
  };
}

/** `Type.field` of everything that a document selects, in all of its operations. */
function fieldsOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const fields = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value } }) {
        if (value !== "__typename") fields.add(`${types.getParentType()?.name}.${value}`);
      },
    }),
  );
  return fields;
}

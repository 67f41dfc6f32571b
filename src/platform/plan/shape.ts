import {
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";

/**
 * The part of a request's variables that shapes its SQL: which are given, what booleans, enums and page sizes say, which
 * keys an input object has. Requests of one document with the same shape share a plan; the rest are parameters.
 */
export function shapeOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): string {
  const parts = operation.variableDefinitions?.map(({ variable, type }) => {
    const inputType = typeFromAST(schema, type as never) as GraphQLInputType;
    return shape(inputType, variables[variable.name.value]);
  });
  return parts?.join("|") ?? "";
}

function shape(type: GraphQLInputType, value: unknown): string {
  if (value == null) return "-";
  if (isNonNullType(type)) return shape(type.ofType, value);
  if (typeof value === "boolean" || type === GraphQLInt) return String(value);
  if (isEnumType(type)) return JSON.stringify(value);
  if (isListType(type)) return isEnumType(type.ofType) ? JSON.stringify(value) : "[]";
  if (!isInputObjectType(type)) return "+";
  const fields = type.getFields();
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${fields[key] ? shape(fields[key].type, item) : "+"}`).join()}}`;
}

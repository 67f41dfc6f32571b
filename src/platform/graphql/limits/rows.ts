import {
  type DocumentNode,
  GraphQLError,
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  visit,
} from "graphql";
import { type ComplexityEstimatorArgs, fieldExtensionsEstimator, getComplexity } from "graphql-query-complexity";
import { BoundedMap } from "../../../kernel/bounded-map";
import { DEFAULT_PAGE } from "../../plan/page";
import { requestRefusal } from "../errors";
import { LIMITS, tooComplex } from "./limits";

export type Variables = Readonly<Record<string, unknown>>;
export type RowCheck = (document: DocumentNode, operationName: string | undefined, variables: Variables) => void;

/** What a plain list is taken for. */
const ASSUMED_LIST = 5;
const REMEMBERED = { costs: 100, keyCharacters: 200 } as const;

/**
 * Refuses a query whose pages can hold more records than a request may read: page sizes multiply level by level. A
 * field with an own estimate (`complexity` in its decorator) is taken by its word.
 *
 * The count depends on page sizes and conditions only, so that a hot query is counted once, whatever its other
 * variables.
 *
 * @throws GraphQLError QUERY_TOO_COMPLEX, or BAD_USER_INPUT when a variable does not fit its type
 */
export function makeRowCheck(schema: GraphQLSchema): RowCheck {
  const known = new WeakMap<DocumentNode, { deciding: readonly string[]; rows: BoundedMap<string, number> }>();
  return (document, operationName, variables) => {
    const facts = known.get(document) ?? {
      deciding: decidingVariables(document),
      rows: new BoundedMap<string, number>(REMEMBERED.costs),
    };
    known.set(document, facts);
    const key = JSON.stringify([operationName, ...facts.deciding.map((name) => weight(variables[name]))]);
    const rows = facts.rows.get(key) ?? countRows(schema, document, operationName, variables);
    if (key.length <= REMEMBERED.keyCharacters) facts.rows.set(key, rows);
    if (rows > LIMITS.rows)
      throw tooComplex("rows", "records in its pages", rows, "Ask for smaller pages or fewer levels.");
  };
}

function countRows(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
): number {
  try {
    const estimators = [fieldExtensionsEstimator(), rowsOfField];
    return getComplexity({ schema, query, variables, estimators, ...(operationName && { operationName }) });
  } catch (error) {
    if (error instanceof GraphQLError) throw requestRefusal("BAD_USER_INPUT", error.message);
    throw error;
  }
}

/** Records that one field reads, with all below it. Edges and pages are no records, and neither is the schema. */
function rowsOfField({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const { name } = getNamedType(field.type);
  if (name.startsWith("__") || !isCompositeType(getNamedType(field.type))) return 0;
  if (name.endsWith("Connection")) return pageSize(args) * Math.max(1, childComplexity);
  if (name.endsWith("Edge") || name === "PageInfo") return childComplexity;
  // The payload's list holds a record per input; it was taken for a plain list.
  if (Array.isArray(args.inputs)) return Math.ceil(args.inputs.length / ASSUMED_LIST) * childComplexity;
  const records = Array.isArray(args.ids)
    ? args.ids.length
    : isListType(getNullableType(field.type))
      ? ASSUMED_LIST
      : 1;
  return records * (1 + childComplexity);
}

// The resolver refuses a negative page, but a sum must not shrink by it before.
const pageSize = ({ first, last }: ComplexityEstimatorArgs["args"]): number =>
  Math.max(0, Number(first ?? last ?? DEFAULT_PAGE));

/** Of a list, only its length decides. */
const weight = (value: unknown): unknown => (Array.isArray(value) ? value.length : value);

/** The variables that decide over the count: page sizes, lists of ids or inputs, and conditions of @skip and @include. */
function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const collect = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  visit(document, {
    Argument: (argument) => {
      if (["first", "last", "ids", "inputs"].includes(argument.name.value)) visit(argument, collect);
    },
    Directive: (directive) => void visit(directive, collect),
    VariableDefinition: () => false,
  });
  return [...names];
}

import { setMaxListeners } from "node:events";
import { execute, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import { makeSchema } from "../../src/app/schema";
import type { Day } from "../../src/kernel/calendar";
import type { Viewer } from "../../src/platform/auth/viewer";
import type { Context } from "../../src/platform/graphql/context";
import type { Database } from "../../src/platform/database/database";
import { REFERENCE_DATE } from "./builders";

export type Variables = Readonly<Record<string, unknown>>;

/** What a question was answered with. `Shape` is what the test selected. */
export interface Answer<Shape> {
  readonly data: Shape;
  readonly errors: readonly { readonly code: unknown; readonly path: string; readonly message: string }[];
}

/** Asks the graph without HTTP, for what is decided below it. */
export interface Graph {
  readonly schema: GraphQLSchema;
  ask<Shape = unknown>(viewer: Partial<Viewer>, source: string, variables?: Variables): Promise<Answer<Shape>>;
}

const known = new Map<string, DocumentNode>();

/** Documents are parsed once, as a server's document store does: a plan is kept with its document. */
function documentOf(schema: GraphQLSchema, source: string): DocumentNode {
  const document = known.get(source) ?? parse(source);
  if (!known.has(source)) {
    const [error] = validate(schema, document);
    if (error) throw error;
    known.set(source, document);
  }
  return document;
}

/** As a server's request has it: a statement listens each while it runs. */
function neverAborted(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

/** A request of its own, on the reference date. */
export const contextOf = (database: Database, viewer: Partial<Viewer> = {}): Context => ({
  requestId: "test",
  viewer: { principal: "somebody", role: "AUDITOR", repId: null, ...viewer },
  database,
  now: new Date(`${REFERENCE_DATE}T12:00:00Z`),
  today: REFERENCE_DATE as Day,
  signal: neverAborted(),
});

/** Built once for a test file: it knows no database. */
let built: GraphQLSchema | null = null;

export function graphOver(database: Database): Graph {
  const schema = (built ??= makeSchema());
  return {
    schema,
    async ask<Shape>(viewer: Partial<Viewer>, source: string, variableValues: Variables = {}) {
      const document = documentOf(schema, source);
      const contextValue = contextOf(database, viewer);
      return answerOf<Shape>(await execute({ schema, document, variableValues, contextValue }));
    },
  };
}

const answerOf = <Shape>({ data, errors = [] }: ExecutionResult): Answer<Shape> => ({
  // The executor's objects have no prototype; the tests compare with literals, which do.
  data: JSON.parse(JSON.stringify(data ?? null)) as Shape,
  errors: errors.map(({ extensions, path = [], message }) => ({
    code: extensions.code,
    path: path.join("."),
    message,
  })),
});

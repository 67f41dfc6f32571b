import type { FieldNode, GraphQLField } from "graphql";
import { getArgumentValues } from "graphql";
import type { Day } from "../../kernel/calendar";
import type { Viewer } from "../auth/viewer";
import { refusal } from "../graphql/errors";
import type { ArgumentScope, Scope, Sql } from "./record";

/** What a prepared statement's parameters are read from, anew for each request. */
export interface Request {
  readonly viewer: Viewer;
  readonly today: Day;
  readonly variables: Record<string, unknown>;
  /** the keys of the records that an island starts from */
  readonly keys?: readonly string[];
}

export type Arguments = Readonly<Record<string, unknown>>;
type Parameter = (request: Request, argumentsOf: (call: FieldCall) => Arguments) => unknown;

/** One use of a field with arguments; identical for all requests that share the plan. */
export interface FieldCall {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** @throws BAD_USER_INPUT for the one character that PostgreSQL's text cannot hold */
function storable(value: unknown): unknown {
  if ([value].flat().some((one) => typeof one === "string" && one.includes("\0"))) {
    throw refusal("BAD_USER_INPUT", "An argument holds the character U+0000, which no stored text has; leave it out.");
  }
  return value;
}

/** Collects the parameters and aliases of one SQL statement while it is written. */
export class Statement {
  private readonly parameters: Parameter[] = [];
  private readonly shared = new Map<string, Sql>();
  private aliases = 0;
  /** Whether the text so far reads a table behind row security. */
  guarded = false;

  constructor(readonly request: Request) {}

  alias(): string {
    return `t${this.aliases++}`;
  }

  parameter(type: string, read: Parameter): Sql {
    this.parameters.push(read);
    return `$${this.parameters.length}::${type}`;
  }

  /** Whether the text so far asks who the viewer is. */
  get dependsOnViewer(): boolean {
    return this.shared.has("viewer");
  }

  /** The arguments of this first request: only their presence, enum values and page sizes may shape the SQL. */
  argumentsOf(call: FieldCall): Arguments {
    return getArgumentValues(call.definition, call.node, this.request.variables);
  }

  readonly scope: Scope = {
    role: this.request.viewer.role,
    viewerRep: () => this.once("viewer", "bigint", ({ viewer }) => viewer.repId),
    today: () => this.once("today", "date", ({ today }) => today),
  };

  scopeOf(call: FieldCall): ArgumentScope {
    return {
      ...this.scope,
      arg: (name, type) =>
        this.argumentsOf(call)[name] == null ? null : this.parameter(type, (_, argumentsOf) => argumentsOf(call)[name]),
    };
  }

  /** Reads the parameters' values for a request of the same shape. */
  binder(): (request: Request) => unknown[] {
    const { parameters } = this;
    return (request) => {
      const read = new Map<FieldNode, Arguments>();
      const argumentsOf = ({ definition, node }: FieldCall): Arguments => {
        const known = read.get(node) ?? getArgumentValues(definition, node, request.variables);
        read.set(node, known);
        return known;
      };
      return parameters.map((parameter) => storable(parameter(request, argumentsOf)));
    };
  }

  private once(name: string, type: string, read: Parameter): Sql {
    const known = this.shared.get(name) ?? this.parameter(type, read);
    this.shared.set(name, known);
    return known;
  }
}

import fc from "fast-check";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** A generated question: any fields, however nested, under any names, in any fragments. */
export interface Question {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the scalars of arguments are drawn from, by type. */
export type Pool = Readonly<Record<"ID" | "String" | "Date" | "DateTime", readonly string[]>>;

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** The opaque parts of a page: an independent answer cannot know them. */
const OPAQUE = ["cursor", "startCursor", "endCursor"];
const PARTS = ["Viewer", "Node", "PageInfo", "Money", "ContactRhythm"];
const ODD_NAMES = [
  "o",
  "n",
  "e",
  "t0",
  "t1",
  "edge0",
  "select",
  "constructor",
  "__proto__",
  "toString",
  "x".repeat(64),
];
const DEEPEST = 5;

/** @param records the types whose fields are asked for: those that whoever judges the answers knows */
export const questions = (schema: GraphQLSchema, records: readonly string[], pool: Pool): fc.Arbitrary<Question> =>
  fc.gen().map((draw) => new Questioner(schema, records, pool, draw).ask());

class Questioner {
  private readonly keys = new Map<string, string>();
  private readonly fragments: { readonly type: string; readonly name: string; readonly text: string }[] = [];
  private readonly declared = new Map<string, string>();
  private readonly variables: Record<string, unknown> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly records: readonly string[],
    private readonly pool: Pool,
    private readonly draw: fc.GeneratorValue,
  ) {}

  ask(): Question {
    const selection = this.selection(this.schema.getQueryType()!, 0);
    const head = [...this.declared].map(([name, type]) => `$${name}: ${type}`).join(", ");
    const fragments = this.fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return {
      source: [`query ${head ? `(${head}) ` : ""}${selection}`, ...fragments].join("\n"),
      variables: this.variables,
    };
  }

  private chance(percent: number): boolean {
    return this.draw(fc.integer, { min: 0, max: 99 }) < percent;
  }

  private one<Value>(values: readonly Value[]): Value {
    return values[this.draw(fc.nat, values.length - 1)]!;
  }

  private selection(type: Composite, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => !OPAQUE.includes(field.name) && this.isKnown(field) && (depth < DEEPEST || !this.isComposite(field)),
    );
    const count = this.draw(fc.integer, { min: 1, max: 4 });
    const parts = Array.from({ length: count }, () => this.part(type, fields, depth));
    return `{ ${parts.join(" ")} }`;
  }

  /** Whether what the field leads to, page by page or not, is a record that may be asked for, or part of one. */
  private isKnown(field: GraphQLField<unknown, unknown>): boolean {
    const record = getNamedType(field.type).name.replace(/(Connection|Edge)$/, "");
    return !this.isComposite(field) || PARTS.includes(record) || this.records.includes(record);
  }

  private isComposite(field: GraphQLField<unknown, unknown>): boolean {
    const type = getNamedType(field.type);
    return isObjectType(type) || isInterfaceType(type);
  }

  private part(type: Composite, fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    if (fields.length === 0 || this.chance(6)) return `${this.key("__typename", "", "String!")} ${this.condition()}`;
    if (type.name !== "Query" && this.chance(20)) return this.fragment(type, depth);
    const field = this.one(fields);
    const args = this.argumentsOf(field);
    const nested = getNamedType(field.type);
    const below = isObjectType(nested) || isInterfaceType(nested) ? this.selection(nested, depth + 1) : "";
    return `${this.key(field.name, args, String(field.type))}${args} ${this.condition()} ${below}`;
  }

  /** One response key stands for one field with its arguments in the whole document, so that what meets can merge. */
  private key(field: string, args: string, type: string): string {
    const use = `${field}${args}: ${type} ${this.draw(fc.nat, 1)}`;
    const known = this.keys.get(use);
    if (known !== undefined) return known;
    const free = ODD_NAMES.filter((name) => !this.taken(name));
    const plain = args === "" && !this.taken(field) ? field : `${field}_${this.keys.size}: ${field}`;
    const key = free.length > 0 && this.chance(30) ? `${this.one(free)}: ${field}` : plain;
    this.keys.set(use, key);
    return key;
  }

  private taken(name: string): boolean {
    return [...this.keys.values()].some((key) => key === name || key.startsWith(`${name}:`));
  }

  private fragment(type: Composite, depth: number): string {
    const known = this.fragments.filter((fragment) => fragment.type === type.name);
    if (known.length > 0 && this.chance(40)) return `...${this.one(known).name} ${this.condition()}`;
    const on = this.fragmentType(type);
    const text = this.selection(on, depth + 1);
    if (this.chance(50))
      return `... ${on === type && this.chance(40) ? "" : `on ${on.name}`} ${this.condition()} ${text}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push({ type: on.name, name, text });
    return `...${name} ${this.condition()}`;
  }

  /** The type itself, or, across the interface, another one that a record may also be. */
  private fragmentType(type: Composite): Composite {
    const related = isInterfaceType(type)
      ? this.schema.getPossibleTypes(type).filter(({ name }) => this.records.includes(name))
      : type.getInterfaces();
    return related.length > 0 && this.chance(isInterfaceType(type) ? 80 : 30) ? this.one<Composite>(related) : type;
  }

  private condition(): string {
    if (!this.chance(15)) return "";
    const directive = this.one(["skip", "include"]);
    return `@${directive}(if: ${this.chance(50) ? this.variable("Boolean!", this.chance(50)) : this.chance(50)})`;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.declared.size}`;
    this.declared.set(name, type);
    if (value !== undefined) this.variables[name] = value;
    return `$${name}`;
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const backward = this.chance(30);
    const given = field.args.filter(({ name }) => this.gives(field, name, backward));
    const parts = given.map((argument) => `${argument.name}: ${this.value(argument, getNamedType(field.type).name)}`);
    return parts.length > 0 ? `(${parts.join(", ")})` : "";
  }

  /** One key of a record, one side of a page, no cursor; anything else as it comes. */
  private gives({ args }: GraphQLField<unknown, unknown>, name: string, backward: boolean): boolean {
    if (name === "after" || name === "before") return false;
    if (name === "id") return backward || !args.some((one) => one.name === "externalId");
    if (name === "externalId") return !backward;
    if (name === "first" || name === "last") return (name === "last") === backward && this.chance(70);
    return this.chance(40);
  }

  private value({ type, name }: GraphQLArgument, of: string): string {
    const drawn = this.input(type, name === "id" ? of : name);
    const nullable = !isNonNullType(type) && name !== "id" && name !== "externalId";
    if (!this.chance(50)) return literal(drawn, getNamedType(type));
    return this.variable(String(type), nullable && this.chance(15) ? this.one([null, undefined]) : drawn);
  }

  private input(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.input(type.ofType, name);
    if (isListType(type)) return Array.from({ length: this.draw(fc.nat, 2) }, () => this.input(type.ofType, name));
    if (isEnumType(type)) return this.one(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.chance(25));
      return Object.fromEntries(fields.map((field) => [field.name, this.input(field.type, field.name)]));
    }
    if (type.name === "Int") return this.draw(fc.integer, { min: 0, max: 6 });
    if (type.name === "Boolean") return this.chance(50);
    return this.one(type.name === "ID" ? this.ids(name) : this.pool[type.name as keyof Pool]);
  }

  /** Ids of the type that an argument names; of all types for `node`. */
  private ids(of: string): readonly string[] {
    if (of === "Node") return this.pool.ID;
    const type = { team: "Team", rep: "Rep", servedBy: "Rep" }[of] ?? of;
    return this.pool.ID.filter((id) => Buffer.from(id, "base64url").toString().startsWith(`${type}:`));
  }
}

/** A value as it stands in a document: enum values without quotes. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, type)).join(", ")}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  const entries = Object.entries(value as object).map(
    ([key, item]) => `${key}: ${literal(item, getNamedType(fields[key]!.type))}`,
  );
  return `{ ${entries.join(", ")} }`;
}

import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isObjectType } from "graphql";

type Value = unknown;
/** The page as the graph answers it: of each part its fields, null where nothing is known. */
export type Page = Readonly<Record<string, Value>>;

const typeIn = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}.`);
  return type;
};

/** A selection of everything that a type of the graph has. */
export function everythingOf(schema: GraphQLSchema, name: string): string {
  const fields = Object.values(typeIn(schema, name).getFields()).map((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type) ? `${field.name} ${everythingOf(schema, type.name)}` : field.name;
  });
  return `{ ${fields.join(" ")} }`;
}

const NUMBER = /\d{4}-\d\d-\d\d|(?<!\w)-?\d+(\.\d+)?/g;

/** The numbers and days of a sentence. */
export const numbersIn = (sentence: string): string[] => sentence.match(NUMBER) ?? [];

/**
 * The numbers and days of a sentence that somebody who holds it against the page does not find: all of them have to stand in
 * one part of it, as values or, as windows and ends of scales do, in what the schema says of them. The part that comes closest
 * decides.
 */
export function notFound(schema: GraphQLSchema, page: Page, sentence: string): string[] {
  const parts = Object.values(typeIn(schema, "RiskFacts").getFields()).flatMap((field) => {
    const [type, part] = [getNamedType(field.type), page[field.name]];
    return isObjectType(type) && part
      ? [new Set([...told(part), ...stated(type), ...numbersIn(field.description!)])]
      : [];
  });
  const missing = parts.map((part) => numbersIn(sentence).filter((number) => !part.has(number)));
  return missing.reduce((best, next) => (next.length < best.length ? next : best), numbersIn(sentence));
}

const stated = (type: GraphQLObjectType): string[] =>
  [type, ...Object.values(type.getFields())].flatMap(({ description }) => numbersIn(description ?? ""));

/** The ways in which a sentence may tell a value: as it is, without its sign, rounded to a decimal, in percent, as a length. */
function told(value: Value): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number")
    return [value, Math.abs(value), value * 100].map((number) => String(Number(number.toFixed(1)) || 0));
  if (Array.isArray(value)) return [String(value.length), ...value.flatMap(told)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(told) : [];
}

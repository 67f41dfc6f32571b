import { GraphQLScalarType } from "graphql";
import { getMetadataStorage } from "type-graphql";

import { must } from "../../kernel/invariant";
import { READINGS, type Reading, readingOfEnum } from "./readings";

/** One field of an input class as its GraphQL declaration describes it. */
export interface InputField {
  readonly name: string;
  /** a new row cannot be without it */
  readonly required: boolean;
  /** how a text of a file becomes the field's value */
  readonly reading: Reading;
}

/** The fields that an input class and its parents declare, by name. */
export function inputFields(input: new () => object): ReadonlyMap<string, InputField> {
  const lineage = new Set<unknown>();
  for (let type: unknown = input; typeof type === "function"; type = Object.getPrototypeOf(type)) lineage.add(type);
  const declared = getMetadataStorage().fields.filter(({ target }) => lineage.has(target));
  return new Map(
    declared.map(({ name, getType, typeOptions }) => {
      const optional = typeOptions.nullable === true || typeOptions.defaultValue !== undefined;
      return [name, { name, required: !optional, reading: readingOf(input, name, getType()) }];
    }),
  );
}

function readingOf(input: new () => object, field: string, type: unknown): Reading {
  const names = new Map<unknown, string>([
    [String, "String"],
    [Boolean, "Boolean"],
    [Number, "Float"],
  ]);
  const scalar = type instanceof GraphQLScalarType ? type.name : names.get(type);
  if (scalar !== undefined) return must(READINGS[scalar], `${input.name}.${field}: no text is read as ${scalar}`);
  const known = getMetadataStorage().enums.find(({ enumObj }) => enumObj === type);
  return readingOfEnum(must(known, `${input.name}.${field}: rows hold scalars and enums only`).enumObj);
}

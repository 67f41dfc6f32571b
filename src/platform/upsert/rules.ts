import { getMetadataStorage, type ValidationArguments, ValidationTypes } from "class-validator";
import type { ConstraintMetadata } from "class-validator/types/metadata/ConstraintMetadata";
import type { ValidationMetadata } from "class-validator/types/metadata/ValidationMetadata";

import { invariant } from "../../kernel/invariant";

export interface Violation {
  readonly field: string;
  /** class-validator's name of the rule: "maxLength" */
  readonly rule: string;
  readonly message: string;
  readonly value: unknown;
}

/** What is wrong with a row; empty when nothing is. The row need not be an instance of the input class. */
export type Rules = (row: object) => readonly Violation[];

type Row = Readonly<Record<string, unknown>>;
type Test = (row: Row, value: unknown) => Violation | null;

interface FieldRules {
  readonly field: string;
  readonly applies: (row: Row, value: unknown) => boolean;
  readonly tests: readonly Test[];
}

const NONE: readonly Violation[] = [];

/**
 * The class-validator rules of an input class as closures, compiled once: validateSync collects and groups its metadata
 * anew for every object, which a million rows cannot wait for. Same verdicts, same messages.
 *
 * @param given only these fields are looked at: those that an import does not map stay as they are stored
 */
export function compileRules(input: new () => object, given?: ReadonlySet<string>): Rules {
  const storage = getMetadataStorage();
  const grouped = storage.groupByPropertyName(storage.getTargetValidationMetadatas(input, "", false, false));
  const fields = Object.entries(grouped)
    .filter(([field]) => given?.has(field) ?? true)
    .map(([field, metadata]) => compileField(input, field, metadata));
  return (row) => {
    let found: Violation[] | null = null;
    for (const { field, applies, tests } of fields) {
      const value = (row as Row)[field];
      if (!applies(row as Row, value)) continue;
      for (const test of tests) {
        const violation = test(row as Row, value);
        if (violation) (found ??= []).push(violation);
      }
    }
    return found ?? NONE;
  };
}

function compileField(input: new () => object, field: string, metadata: readonly ValidationMetadata[]): FieldRules {
  const conditions = metadata
    .filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION)
    .map(({ constraints }) => constraints[0] as (row: Row, value: unknown) => boolean);
  const [only] = conditions;
  return {
    field,
    applies: conditions.length < 2 ? (only ?? (() => true)) : (row, value) => conditions.every((c) => c(row, value)),
    tests: metadata
      .filter(({ type }) => type !== ValidationTypes.CONDITIONAL_VALIDATION && type !== ValidationTypes.WHITELIST)
      .flatMap((rule) => compileRule(input, rule)),
  };
}

function compileRule(input: new () => object, rule: ValidationMetadata): Test[] {
  invariant(
    rule.type === ValidationTypes.CUSTOM_VALIDATION,
    `${input.name}.${rule.propertyName}: rows are flat, a ${rule.type} rule has no place in one`,
  );
  return getMetadataStorage()
    .getTargetValidatorConstraints(rule.constraintCls)
    .map((constraint) => compileConstraint(input, rule, constraint));
}

function compileConstraint(input: new () => object, rule: ValidationMetadata, constraint: ConstraintMetadata): Test {
  const { instance, name, async } = constraint;
  const { propertyName: field, constraints, each, validateIf } = rule;
  invariant(!async, `${input.name}.${field}: a rule of a row cannot wait for an answer`);
  return (row, value) => {
    if (validateIf && !validateIf(row, value)) return null;
    const details: ValidationArguments = { targetName: input.name, property: field, object: row, value, constraints };
    const accepts = (tested: unknown): boolean => instance.validate(tested, details) as boolean;
    const holds = each && isCollection(value) ? [...value.values()].every(accepts) : accepts(value);
    if (holds) return null;
    return { field, rule: name, message: messageOf(rule, constraint, details), value };
  };
}

type Collection = readonly unknown[] | ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>;

const isCollection = (value: unknown): value is Collection =>
  Array.isArray(value) || value instanceof Set || value instanceof Map;

function messageOf(
  { message }: ValidationMetadata,
  { instance }: ConstraintMetadata,
  details: ValidationArguments,
): string {
  const template = message || (instance.defaultMessage?.(details) ?? "");
  const text = typeof template === "function" ? template(details) : template;
  return fillIn(text, details);
}

/** class-validator's placeholders: $value where it is plain, $constraint1 … for the rule's arguments, lists joined. */
function fillIn(text: string, { constraints, value, property, targetName }: ValidationArguments): string {
  const filled = (constraints ?? []).reduce<string>(
    (message, constraint, index) =>
      message.replaceAll(
        `$constraint${index + 1}`,
        Array.isArray(constraint) ? constraint.join(", ") : String(constraint),
      ),
    text,
  );
  const plain = ["string", "boolean", "number"].includes(typeof value);
  const quoted = plain ? filled.replaceAll("$value", String(value)) : filled;
  return quoted.replaceAll("$property", property).replaceAll("$target", targetName);
}

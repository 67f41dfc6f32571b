import { LIMITS, tooComplex } from "./limits";
import { checkText } from "./text";

/**
 * Refuses variables nested deeper than an argument may be: whatever walks them later may recurse.
 *
 * @throws GraphQLError QUERY_TOO_COMPLEX, or BAD_USER_INPUT for a text that the database cannot hold
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let level: object[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.valueDepth)
      throw tooComplex("valueDepth", "levels within its variables", null, "Nest lists and objects less.");
    const values = level.flatMap((value): unknown[] => Object.values(value));
    values.forEach(checkText);
    level = values.filter(isNested);
  }
}

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;

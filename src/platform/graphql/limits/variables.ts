import { LIMITS, tooComplex } from "./limits";

/**
 * Refuses variables nested deeper than an argument may be: whatever walks them later may recurse.
 *
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let level: object[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.valueDepth)
      throw tooComplex("valueDepth", "levels within its variables", null, "Nest lists and objects less.");
    level = level.flatMap((value) => Object.values(value).filter(isNested));
  }
}

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;

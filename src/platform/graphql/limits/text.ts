import { requestRefusal } from "../errors";

/**
 * Refuses a text with a NUL in it: PostgreSQL can neither hold nor compare one, and would fail on the whole statement.
 *
 * @throws GraphQLError BAD_USER_INPUT
 */
export function checkText(value: unknown): void {
  if (typeof value === "string" && value.includes("\0"))
    throw requestRefusal("BAD_USER_INPUT", "A text holds a NUL character (U+0000). Leave it out.");
}

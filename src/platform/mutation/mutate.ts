import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { Viewer } from "../auth/viewer";
import { transaction } from "../database/transaction";
import type { Context } from "../graphql/context";
import { refusal } from "../graphql/errors";
import { userError, type UserError } from "../graphql/user-error.type";
import { once } from "../idempotency/once";
import { announce } from "../jobs/announce";
import { compileRules } from "../upsert/rules";

/** What a mutation leaves behind: the record it changed, or why it changed none. */
export interface Outcome {
  readonly subjectId: string | null;
  readonly userErrors: readonly UserError[];
}

/** Who acts, and the day of the request. */
export interface Actor {
  readonly viewer: Viewer;
  readonly today: Day;
}

export const changed = (subjectId: string): Outcome => ({ subjectId, userErrors: [] });
export const unchanged = (...userErrors: readonly UserError[]): Outcome => ({ subjectId: null, userErrors });

/** @throws FORBIDDEN */
export function demand(allowed: boolean, mutation: string): void {
  if (!allowed) throw refusal("FORBIDDEN", `Your role may not ask for ${mutation}.`);
}

const LONGEST_KEY = 200;

/**
 * Runs one business action in a transaction of its own, once for a key. What it returns is all that a repeat of the
 * same call gets, so it holds ids and user errors, never a copy of a record.
 *
 * @throws BAD_USER_INPUT for an empty or overlong key
 */
export function mutate<Result>(
  context: Context,
  mutation: string,
  key: string,
  payload: unknown,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  if (key.length === 0 || key.length > LONGEST_KEY) {
    throw refusal(
      "BAD_USER_INPUT",
      `idempotencyKey: pass a text of 1 to ${LONGEST_KEY} characters, new for each new request.`,
    );
  }
  const { viewer, database } = context;
  return transaction(database, viewer, (tx) =>
    once(tx, { viewer, mutation, key, payload }, async () => {
      const result = await work(tx);
      await announce(tx, "RECORDS_WRITTEN");
      return result;
    }),
  );
}

/** What the rules of an input class object to, as errors at `input.<field>`. */
export function violations<Input extends object>(type: new () => Input, input: Input): UserError[] {
  return compileRules(type)(input).map(({ field, message }) => userError("INVALID", ["input", field], message));
}

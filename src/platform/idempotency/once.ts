import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";

import { canonicalJson } from "../../kernel/json";
import { must } from "../../kernel/invariant";
import type { Viewer } from "../auth/viewer";
import { refusal } from "../graphql/errors";

export interface Call {
  readonly viewer: Viewer;
  /** the mutation's name in the graph */
  readonly mutation: string;
  /** chosen by the caller, unique per principal and mutation */
  readonly key: string;
  /** everything the caller asked for; a repeat under the same key must ask for the same */
  readonly payload: unknown;
}

const CLAIM = `
  insert into idempotency_key (principal, mutation, key, payload_hash) values ($1, $2, $3, $4)
  on conflict do nothing returning key`;
const SETTLE = `update idempotency_key set outcome = $4 where principal = $1 and mutation = $2 and key = $3`;
const RECALL = `
  select payload_hash = $4 as same, outcome from idempotency_key where principal = $1 and mutation = $2 and key = $3`;

/**
 * Does the work the first time, and answers a repeat with what the first time left behind. Of many calls at once one
 * works and the others wait for its end. The key stands or falls with the transaction: after a rollback it is free.
 *
 * @param work its outcome is kept as JSON: ids and user errors, never a copy of a record – a repeat reads the selection
 *   afresh
 * @throws IDEMPOTENCY_KEY_REUSED when the key belongs to another payload
 */
export async function once<Outcome>(tx: EntityManager, call: Call, work: () => Promise<Outcome>): Promise<Outcome> {
  const name = [call.viewer.principal, call.mutation, call.key];
  const hash = createHash("sha256").update(canonicalJson(call.payload)).digest();
  const claimed: unknown[] = await tx.query(CLAIM, [...name, hash]);
  if (claimed.length === 0) return recall<Outcome>(tx, name, hash);
  const outcome = await work();
  await tx.query(SETTLE, [...name, canonicalJson(outcome)]);
  return outcome;
}

async function recall<Outcome>(tx: EntityManager, name: readonly string[], hash: Buffer): Promise<Outcome> {
  const [stored]: { same: boolean; outcome: Outcome }[] = await tx.query(RECALL, [...name, hash]);
  const { same, outcome } = must(stored, "a key that could not be claimed is stored");
  if (same) return outcome;
  throw refusal(
    "IDEMPOTENCY_KEY_REUSED",
    `The idempotency key "${name[2]}" was used before with other arguments. Use a new key for a new request.`,
  );
}

/** Forgets the keys recorded before an instant: from then on a repeat works again. */
export async function forgetKeys(tx: EntityManager, before: Date): Promise<number> {
  const [, count]: [unknown, number] = await tx.query(`delete from idempotency_key where recorded_at < $1`, [before]);
  return count;
}

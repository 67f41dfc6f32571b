import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { record } from "../../audit/audit";
import type { Context } from "../../graphql/context";
import { changed, type Outcome } from "../../mutation/mutate";
import { lockNamed, notFound, refuse } from "../../mutation/objection";
import type { ApiTokenEntity } from "./api-token.entity";
import type { ApiTokenCreateInput, ApiTokenRevokeInput } from "./api-token.inputs";
import { hashOf } from "./api-token.queries";
import { apiTokenRecord } from "./api-token.record";

const LONGEST_MILLISECONDS = 400 * 86_400_000;

/** Stores the hash of a new secret under the name of a machine. Names stay taken: an audit record names one machine. */
export async function createApiToken(
  tx: EntityManager,
  { viewer, now }: Context,
  { name, scopes, expiresAt }: ApiTokenCreateInput,
  secret: string,
): Promise<Outcome> {
  const left = Date.parse(expiresAt) - now.getTime();
  if (left <= 0 || left > LONGEST_MILLISECONDS) {
    return refuse("INVALID", "expiresAt", `is ${expiresAt}: choose an instant after now, at most 400 days ahead`);
  }
  const written: { id: string }[] = await tx.query(
    `insert into api_token (external_id, name, secret_hash, scopes, expires_at, created_by)
     values ($1, $2, $3, $4, $5, $6) on conflict on constraint api_token_name_key do nothing returning id`,
    [`apiTokenCreate-${randomUUID()}`, name, hashOf(secret), scopes, expiresAt, viewer.principal],
  );
  const [stored] = written;
  if (!stored) return refuse("CONFLICT", "name", `"${name}" is or was another token's: choose another`);
  const subject = { type: "apiToken", id: stored.id };
  await record(tx, { viewer, action: "apiTokenCreate", subject, before: null, after: { name, scopes, expiresAt } });
  return changed(stored.id);
}

/** Withdraws a token for good; one that is withdrawn already stays as it is. */
export async function revokeApiToken(
  tx: EntityManager,
  context: Context,
  input: ApiTokenRevokeInput,
): Promise<Outcome> {
  const token = await lockNamed<ApiTokenEntity>(tx, context, apiTokenRecord, "token", input.token);
  if (!token) return notFound("token", "API token");
  const { id, name, revokedAt } = token;
  if (revokedAt !== null) return changed(id);
  const { viewer, now } = context;
  await tx.query(`update api_token set revoked_at = $2, version = version + 1 where id = $1`, [id, now]);
  const after = { name, revokedAt: now.toISOString() };
  await record(tx, { viewer, action: "apiTokenRevoke", subject: { type: "apiToken", id }, before: null, after });
  return changed(id);
}

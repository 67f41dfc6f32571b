import { createHash } from "node:crypto";
import type { Pool } from "pg";
import type { Admission } from "../authenticator";
import { TokenError } from "../tokens";
import type { ApiScope, Viewer } from "../viewer";

export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** What every scope there is opens is HR's: a machine is HR, cut down to its scopes. */
const ROLE = "HR";
const AGAIN = "ask an administrator for a new one";

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly scopes: ApiScope[];
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const FIND = `select id, name, scopes, expires_at as "expiresAt", revoked_at as "revokedAt" from api_token where secret_hash = $1`;

/** To the minute: a machine that asks often does not write each time. */
const TOUCH = `
  update api_token set last_used_at = $2::timestamptz where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`;

/**
 * Admits who holds the secret of an API token.
 *
 * @param onUntouched told when it could not be recorded that the token was used: the request goes on
 * @throws TokenError when it is unknown, expired or revoked
 */
export function apiTokenAdmission(pool: Pool, onUntouched: (error: unknown) => void) {
  return async (secret: string, now: Date): Promise<Admission> => {
    const { rows } = await pool.query<Stored>(FIND, [hashOf(secret)]);
    const [token] = rows;
    if (!token) throw new TokenError(`it is no API token of this server: ${AGAIN}`);
    const { id, name, scopes, expiresAt, revokedAt } = token;
    if (revokedAt !== null) throw new TokenError(`the API token "${name}" was revoked: ${AGAIN}`);
    if (expiresAt <= now) throw new TokenError(`the API token "${name}" has expired: ${AGAIN}`);
    pool.query(TOUCH, [id, now]).catch(onUntouched);
    const viewer: Viewer = { principal: `token:${name}`, role: ROLE, repId: null, scopes };
    return { viewer, tokenEnds: expiresAt.getTime() };
  };
}

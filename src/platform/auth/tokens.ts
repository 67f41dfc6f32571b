import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey, SignJWT } from "jose";
import { z } from "zod";
import { LOCAL_ALGORITHM, localKey } from "./local-keys";
import { type Role, ROLES } from "./viewer";

/** Where tokens come from. A null `jwksUrl`: the local key in `home` signs them. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string | null;
  readonly home: string;
}

export interface Claims {
  /** the subject: names the person in audit records */
  readonly sub: string;
  readonly role: Role;
  /** the external id of the person's own rep record; null for people who serve no customers themselves */
  readonly rep: string | null;
  /** the second of the Unix epoch at which the token ends */
  readonly exp: number;
}

/** The token is not accepted; the message says why, and nothing of its content. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

export type VerifyToken = (token: string, now: Date) => Promise<Claims>;

/** Signatures with a public key only: with a shared secret, whoever verifies could also sign. */
const ALGORITHMS = [
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
];
/** What the clocks of issuer and server may differ by. */
export const CLOCK_TOLERANCE_SECONDS = 5;
const JWKS_TIMEOUT_MILLISECONDS = 3_000;

const claims = z
  .object({
    sub: z.string().min(1).max(200),
    role: z.enum(ROLES),
    rep: z.string().min(1).max(200).nullable().default(null),
    exp: z.number(),
  })
  .refine(({ role, rep }) => rep !== null || (role !== "REP" && role !== "LEADER"));

/**
 * Checks signature, issuer, audience, time and claims of a token.
 *
 * @throws TokenError when the token is not accepted; anything else means that the keys could not be had
 */
export async function makeTokenVerifier(settings: TokenSettings): Promise<VerifyToken> {
  const keys = await keySet(settings);
  return async (token, now) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["sub", "exp"],
      currentDate: now,
    }).catch((error: unknown) => {
      throw explained(error);
    });
    const read = claims.safeParse(payload);
    if (read.success) return read.data;
    throw new TokenError(
      `its claims must hold a sub, a role of ${ROLES.join(", ")}, and with REP and LEADER a rep, the external id of the record`,
    );
  };
}

/** A token for development, signed with the local key. */
export async function issueToken(
  settings: Omit<TokenSettings, "jwksUrl">,
  { sub, role, rep, issuedAt, expiresAt }: Omit<Claims, "exp"> & { issuedAt: Date; expiresAt: Date },
): Promise<string> {
  const key = await localKey(settings.home);
  return new SignJWT({ role, ...(rep !== null && { rep }) })
    .setProtectedHeader({ alg: LOCAL_ALGORITHM, kid: key.kid })
    .setSubject(sub)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key.privateKey);
}

async function keySet({ jwksUrl, home }: TokenSettings): Promise<JWTVerifyGetKey> {
  if (jwksUrl !== null) return createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: JWKS_TIMEOUT_MILLISECONDS });
  return createLocalJWKSet({ keys: [(await localKey(home)).publicJwk] });
}

const REASONS: ReadonlyArray<readonly [abstract new (...args: never[]) => Error, string]> = [
  [errors.JWTExpired, "it has expired"],
  [errors.JWSSignatureVerificationFailed, "its signature does not fit"],
  [errors.JWKSNoMatchingKey, "it is signed by an unknown key"],
  [errors.JWKSMultipleMatchingKeys, "it does not say which key signed it"],
  [errors.JOSEAlgNotAllowed, `its algorithm is none of ${ALGORITHMS.join(", ")}`],
  [errors.JOSENotSupported, `its algorithm is none of ${ALGORITHMS.join(", ")}`],
  [errors.JWTInvalid, "it is no JSON web token"],
  [errors.JWSInvalid, "it is no signed JSON web token"],
];

function explained(error: unknown): unknown {
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenError(`its claim ${error.claim} is not what this server expects`);
  const reason = REASONS.find(([kind]) => error instanceof kind);
  return reason ? new TokenError(reason[1]) : error;
}

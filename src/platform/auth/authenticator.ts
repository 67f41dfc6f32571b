import { hash } from "node:crypto";
import { BoundedMap } from "../../kernel/bounded-map";
import { type Claims, CLOCK_TOLERANCE_SECONDS, TokenError, type VerifyToken } from "./tokens";
import type { Viewer } from "./viewer";

export interface Authenticator {
  /**
   * Who asks, by the Authorization header.
   *
   * @throws TokenError when nobody can be made out; anything else means that keys or records could not be had
   */
  viewerOf(authorization: string | undefined): Promise<Viewer>;
}

/** The id of the rep record behind a claim; null when there is none. */
export type FindRep = (externalId: string) => Promise<string | null>;

/** Who was let in, and until when. */
export interface Admission {
  readonly viewer: Viewer;
  /** milliseconds of the epoch, like `until` */
  readonly tokenEnds: number;
}

/** Lets in who holds the secret of an API token. @throws TokenError */
export type AdmitApiToken = (secret: string, now: Date) => Promise<Admission>;

interface Known {
  readonly admission: Promise<Admission>;
  readonly until: number;
}

/** What the secret of every API token begins with, and no JSON web token: a scanner finds one that was published. */
export const API_TOKEN_PREFIX = "hf_";
const BEARER = /^Bearer +([\w~+/.-]+=*)$/i;
const REMEMBERED = { tokens: 10_000, milliseconds: 10_000 } as const;

/**
 * Remembers a verified token by its hash for at most ten seconds: verifying costs some 200 µs of CPU, finding the rep
 * a round trip. So a changed or withdrawn role takes effect within ten seconds. What was refused is not remembered.
 */
export function makeAuthenticator(
  verify: VerifyToken,
  findRep: FindRep,
  admitApiToken: AdmitApiToken,
  clock: () => Date,
): Authenticator {
  const known = new BoundedMap<string, Known>(REMEMBERED.tokens);

  const admit = (key: string, token: string, now: Date): Known => {
    const admission = token.startsWith(API_TOKEN_PREFIX)
      ? admitApiToken(token, now)
      : verify(token, now).then((claims) => admissionOf(claims, findRep));
    const entry = { admission, until: now.getTime() + REMEMBERED.milliseconds };
    known.set(key, entry);
    admission.catch(() => known.delete(key));
    return entry;
  };

  return {
    async viewerOf(authorization) {
      const token = bearer(authorization);
      const now = clock();
      const key = hash("sha256", token, "base64");
      const remembered = known.get(key);
      const fresh = remembered && now.getTime() < remembered.until ? remembered : admit(key, token, now);
      const { viewer, tokenEnds } = await fresh.admission;
      if (now.getTime() >= tokenEnds) throw new TokenError("it has expired");
      return viewer;
    },
  };
}

async function admissionOf({ sub, role, rep, exp }: Claims, findRep: FindRep): Promise<Admission> {
  const repId = rep === null ? null : await findRep(rep);
  if (rep !== null && repId === null) throw new TokenError("there is no record of the rep it names");
  return { viewer: { principal: sub, role, repId }, tokenEnds: (exp + CLOCK_TOLERANCE_SECONDS) * 1000 };
}

function bearer(authorization: string | undefined): string {
  if (authorization === undefined) throw new TokenError("the header Authorization: Bearer <token> is missing");
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new TokenError("the header Authorization must be: Bearer <token>");
  return token;
}

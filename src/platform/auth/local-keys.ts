import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { invariant } from "../../kernel/invariant";

/** The algorithm of the local key: short keys, and a signature that is cheap to make and to check. */
export const LOCAL_ALGORITHM = "ES256";

export interface LocalKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/**
 * The key that signs tokens where no identity provider does. Made on first need in `<home>/auth/key.json`, readable by
 * its owner only. Two processes that need it at once end up with the same one.
 */
export async function localKey(home: string): Promise<LocalKey> {
  const file = path.join(home, "auth", "key.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return makeKey(file);
    throw error;
  });
  const jwk = JSON.parse(text) as JWK;
  const privateKey = await importJWK(jwk, LOCAL_ALGORITHM);
  invariant(!(privateKey instanceof Uint8Array) && jwk.kid, `${file} holds a private key with an id`);
  const { kty, crv, x, y, kid } = jwk;
  return { kid, privateKey, publicJwk: { kty, crv, x, y, kid, alg: LOCAL_ALGORITHM } as JWK };
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = await generateKeyPair(LOCAL_ALGORITHM, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  const draft = `${file}.${randomUUID()}`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(draft, JSON.stringify(jwk), { mode: 0o600 });
  try {
    // link fails where a file stands: the first to arrive makes the key, whole from its first moment.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, "utf8");
}

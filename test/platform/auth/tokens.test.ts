import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { base64url, type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { localKey } from "../../../src/platform/auth/local-keys";
import { issueToken, makeTokenVerifier, TokenError, type VerifyToken } from "../../../src/platform/auth/tokens";

const NOW = new Date("2025-01-31T12:00:00Z");
const HOUR_MILLISECONDS = 3_600_000;
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

const home = mkdtempSync(path.join(tmpdir(), "holdfast-tokens-"));
const settings = { issuer: "holdfast", audience: "holdfast", jwksUrl: null, home };
let verify: VerifyToken;

beforeAll(async () => {
  verify = await makeTokenVerifier(settings);
});
afterAll(() => rmSync(home, { recursive: true }));

/** A token with the local key, or another one, in which anything may be wrong. */
async function forged(claims: JWTPayload, header: Record<string, unknown> = {}, key?: CryptoKey): Promise<string> {
  const { kid, privateKey } = await localKey(home);
  return new SignJWT({ sub: "ada", role: "ADMIN", iss: "holdfast", aud: "holdfast", exp: 4e9, ...claims })
    .setProtectedHeader({ alg: "ES256", kid, ...header })
    .sign(key ?? privateKey);
}

const part = (value: unknown): string => base64url.encode(JSON.stringify(value));

describe("a token of the local key", () => {
  test("tells subject, role and rep until it ends", async () => {
    const claims = { sub: "ada", role: "LEADER", rep: "17" } as const;
    const token = await issueToken(settings, { ...claims, issuedAt: NOW, expiresAt: after(HOUR_MILLISECONDS) });
    expect(await verify(token, NOW)).toEqual({ ...claims, exp: after(HOUR_MILLISECONDS).getTime() / 1000 });
    expect(await verify(token, after(HOUR_MILLISECONDS + 4_000))).toMatchObject(claims);
    await expect(verify(token, after(HOUR_MILLISECONDS + 6_000))).rejects.toThrow("it has expired");
  });

  test("is signed by one key, which only its owner may read", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "holdfast-key-"));
    const keys = await Promise.all(Array.from({ length: 8 }, () => localKey(folder)));
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    expect(readdirSync(path.join(folder, "auth"))).toEqual(["key.json"]);
    expect(statSync(path.join(folder, "auth", "key.json")).mode & 0o777).toBe(0o600);
    expect(Object.keys(keys[0]?.publicJwk ?? {})).not.toContain("d");
    rmSync(folder, { recursive: true });
  });
});

describe("a token is refused", () => {
  const stranger = generateKeyPair("ES256");
  const rejected = async (token: string, reason: string | RegExp): Promise<void> => {
    const refusal = verify(token, NOW);
    await expect(refusal).rejects.toBeInstanceOf(TokenError);
    await expect(refusal).rejects.toThrow(reason);
  };

  test.each<[string, JWTPayload, string]>([
    ["of another issuer", { iss: "elsewhere" }, "its claim iss is not what this server expects"],
    ["for another audience", { aud: ["payroll"] }, "its claim aud is not what this server expects"],
    ["before its time", { nbf: NOW.getTime() / 1000 + 60 }, "its claim nbf"],
    ["without an end", { exp: undefined }, "its claim exp"],
    ["without a subject", { sub: undefined }, "its claim sub"],
    ["with an empty subject", { sub: "" }, "its claims must hold a sub"],
    ["of an unknown role", { role: "SYSTEM" }, "a role of REP, LEADER, HR, ANALYST, ADMIN, AUDITOR"],
    ["of a rep that names none", { role: "REP" }, "with REP and LEADER a rep"],
    ["of a leader that names none", { role: "LEADER" }, "with REP and LEADER a rep"],
    ["whose rep is no text", { role: "REP", rep: { $gt: "" } }, "its claims must hold"],
  ])("%s", async (_rule, claims, reason) => rejected(await forged(claims), reason));

  test("signed by another key under the name of ours", async () =>
    rejected(await forged({}, {}, (await stranger).privateKey), "its signature does not fit"));

  test("signed by a key of an unknown name", async () =>
    rejected(await forged({}, { kid: "another" }), "it is signed by an unknown key"));

  test("with a changed claim", async () => {
    const [header, , signature] = (await forged({ role: "REP", rep: "1" })).split(".");
    const body = part({ sub: "eve", role: "ADMIN", iss: "holdfast", aud: "holdfast", exp: 4e9 });
    await rejected(`${header}.${body}.${signature}`, "its signature does not fit");
  });

  test("without a signature (alg none)", async () => {
    const { kid } = await localKey(home);
    const body = part({ sub: "eve", role: "ADMIN", iss: "holdfast", aud: "holdfast", exp: 4e9 });
    await rejected(`${part({ alg: "none", kid })}.${body}.`, "its algorithm is none of ES256");
  });

  test("signed with the public key as a shared secret (alg HS256)", async () => {
    const { kid, publicJwk } = await localKey(home);
    const secret = new TextEncoder().encode(JSON.stringify(publicJwk));
    const token = await new SignJWT({ sub: "eve", role: "ADMIN", iss: "holdfast", aud: "holdfast", exp: 4e9 })
      .setProtectedHeader({ alg: "HS256", kid })
      .sign(secret);
    await rejected(token, "its algorithm is none of ES256");
  });

  test.each(["", "a", "a.b.c", "....", "e30.e30.e30"])("that is none: %p", (text) =>
    rejected(text, /it is no (signed )?JSON web token|its algorithm/),
  );
});

describe("with the keys of an identity provider", () => {
  let provider: Server;
  let jwksUrl: string;
  const pair = generateKeyPair("RS256");

  beforeAll(async () => {
    const jwk = { ...(await exportJWK((await pair).publicKey)), kid: "idp-1", alg: "RS256" };
    provider = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(0);
    jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => provider.close());

  test("its tokens are accepted, those of the local key are not", async () => {
    const verifyRemote = await makeTokenVerifier({ ...settings, jwksUrl });
    const token = await forged({}, { alg: "RS256", kid: "idp-1" }, (await pair).privateKey);
    expect(await verifyRemote(token, NOW)).toMatchObject({ sub: "ada", role: "ADMIN", rep: null });
    await expect(verifyRemote(await forged({}), NOW)).rejects.toThrow("it is signed by an unknown key");
  });

  test("a provider that cannot be reached is no fault of the token", async () => {
    const verifyRemote = await makeTokenVerifier({ ...settings, jwksUrl: "http://127.0.0.1:9/jwks" });
    const refusal = verifyRemote(await forged({}), NOW);
    await expect(refusal).rejects.toThrow();
    await expect(refusal).rejects.not.toBeInstanceOf(TokenError);
  });
});

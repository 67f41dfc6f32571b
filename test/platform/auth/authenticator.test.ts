import { type Admission, makeAuthenticator } from "../../../src/platform/auth/authenticator";
import { type Claims, TokenError } from "../../../src/platform/auth/tokens";

const START = Date.parse("2025-01-31T12:00:00Z");

/** An authenticator whose work is counted, at a time that the test sets. */
function counted({ ends = START / 1000 + 3600, rep = "17" as string | null } = {}) {
  const state = { now: START, verified: 0, admitted: 0, found: 0, repId: "4" as string | null };
  const verify = async (token: string): Promise<Claims> => {
    state.verified++;
    if (token.startsWith("bad")) throw new TokenError("its signature does not fit");
    return { sub: token, role: "LEADER", rep, exp: ends };
  };
  const findRep = async (): Promise<string | null> => {
    state.found++;
    return state.repId;
  };
  const admit = async (secret: string): Promise<Admission> => {
    state.admitted++;
    if (secret.endsWith("unknown")) throw new TokenError("it is no API token of this server");
    return { viewer: { principal: "token:payroll", role: "HR", repId: null, scopes: [] }, tokenEnds: ends * 1000 };
  };
  const { viewerOf } = makeAuthenticator(verify, findRep, admit, () => new Date(state.now));
  return { state, viewerOf };
}

test("a viewer is the token's subject with its role and the id of its rep", async () => {
  const { viewerOf } = counted();
  expect(await viewerOf("Bearer ada")).toEqual({ principal: "ada", role: "LEADER", repId: "4" });
  expect(await viewerOf("bearer  ada")).toMatchObject({ principal: "ada" });
});

test("who names no rep has none, and none is looked for", async () => {
  const { viewerOf, state } = counted({ rep: null });
  expect(await viewerOf("Bearer ada")).toMatchObject({ repId: null });
  expect(state.found).toBe(0);
});

test("a token is verified once in ten seconds, also when it comes many times at once", async () => {
  const { viewerOf, state } = counted();
  await Promise.all(Array.from({ length: 50 }, () => viewerOf("Bearer ada")));
  state.now += 9_999;
  await viewerOf("Bearer ada");
  expect(state).toMatchObject({ verified: 1, found: 1 });
  state.now += 1;
  await viewerOf("Bearer ada");
  expect(state).toMatchObject({ verified: 2, found: 2 });
});

test("a remembered token ends when it ends", async () => {
  const { viewerOf, state } = counted({ ends: START / 1000 - 3 });
  await viewerOf("Bearer ada");
  state.now += 2_000;
  await expect(viewerOf("Bearer ada")).rejects.toThrow("it has expired");
  expect(state.verified).toBe(1);
});

test("what was refused is looked at again", async () => {
  const { viewerOf, state } = counted();
  await expect(viewerOf("Bearer bad")).rejects.toThrow("its signature does not fit");
  await expect(viewerOf("Bearer bad")).rejects.toThrow(TokenError);
  expect(state.verified).toBe(2);
  state.repId = null;
  await expect(viewerOf("Bearer ada")).rejects.toThrow("there is no record of the rep it names");
  state.repId = "4";
  expect(await viewerOf("Bearer ada")).toMatchObject({ repId: "4" });
});

test("one token never stands for another", async () => {
  const { viewerOf } = counted();
  await viewerOf("Bearer ada");
  expect(await viewerOf("Bearer bob")).toMatchObject({ principal: "bob" });
});

test("more tokens than are remembered are still verified", async () => {
  const { viewerOf, state } = counted();
  for (let at = 0; at < 10_001; at++) await viewerOf(`Bearer t${at}`);
  await viewerOf("Bearer t10000");
  expect(state.verified).toBe(10_001);
  await viewerOf("Bearer t0");
  expect(state.verified).toBe(10_002);
});

test.each([
  [undefined, "the header Authorization: Bearer <token> is missing"],
  ["", "the header Authorization must be: Bearer <token>"],
  ["Bearer ", "the header Authorization must be: Bearer <token>"],
  ["Basic YTpi", "the header Authorization must be: Bearer <token>"],
  ["Bearer a b", "the header Authorization must be: Bearer <token>"],
])("the header %p is refused and says why", async (header, reason) => {
  await expect(counted().viewerOf(header)).rejects.toThrow(reason);
});

test("the secret of an API token is no JSON web token, and is remembered like one", async () => {
  const { viewerOf, state } = counted();
  expect(await viewerOf("Bearer hf_secret")).toMatchObject({ principal: "token:payroll", scopes: [] });
  await viewerOf("Bearer hf_secret");
  expect(state).toMatchObject({ admitted: 1, verified: 0 });
  await expect(viewerOf("Bearer hf_unknown")).rejects.toThrow(TokenError);
});

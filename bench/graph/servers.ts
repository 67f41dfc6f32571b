import { execFileSync } from "node:child_process";
import path from "node:path";
import { issueToken } from "../../src/platform/auth/tokens";
import { type Program, startProgram } from "../support/program";
import { LEADER } from "./data";

const root = path.resolve(__dirname, "../..");

/** Both servers run with it: a request's garbage then dies young. */
export const FLAGS = ["--max-semi-space-size=64"];

/** The product as it is deployed: compiled, in production, logging every request. */
export function startProduct(home: string): Promise<Program> {
  execFileSync(process.execPath, [path.join(root, "bin/build.js")], { stdio: ["ignore", "ignore", "inherit"] });
  return startProgram(process.execPath, [...FLAGS, path.join(root, "dist/src/main.js")], {
    NODE_ENV: "production",
    HOLDFAST_HOME: home,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "info",
    DATABASE_URL: "",
    DATABASE_OWNER_URL: "",
    AUTH_JWKS_URL: "",
    AUTH_ISSUER: "",
    AUTH_AUDIENCE: "",
  });
}

export const startBare = (home: string, databaseUrl: string): Promise<Program> =>
  startProgram(process.execPath, [...FLAGS, "-r", "@swc-node/register", path.join(__dirname, "bare.ts")], {
    NODE_ENV: "production",
    HOLDFAST_HOME: home,
    DATABASE_URL: databaseUrl,
  });

const TOKEN_MILLISECONDS = 3_600_000;

export function leaderToken(home: string): Promise<string> {
  const issuedAt = new Date();
  const expiresAt = new Date(issuedAt.getTime() + TOKEN_MILLISECONDS);
  const claims = { sub: "leader", role: "LEADER", rep: LEADER } as const;
  return issueToken({ issuer: "holdfast", audience: "holdfast", home }, { ...claims, issuedAt, expiresAt });
}

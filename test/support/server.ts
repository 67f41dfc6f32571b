import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { makeSchema } from "../../src/app/schema";
import { createServer } from "../../src/app/server";
import { issueToken } from "../../src/platform/auth/tokens";
import type { Role } from "../../src/platform/auth/viewer";
import { type Config, readConfig } from "../../src/platform/config/config";
import type { Database } from "../../src/platform/database/database";
import { makeLog } from "../../src/platform/log/log";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The shape is what the test asked for.
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly codes: readonly unknown[];
}

export type Ask = (query: string, variables?: Record<string, unknown>, init?: RequestInit) => Promise<Answer>;

/** A real server on a free port, and the means to talk to it as somebody. */
export interface ServedGraph {
  readonly url: string;
  readonly config: Config;
  /** the lines of its log, parsed */
  readonly log: ReadonlyArray<Record<string, unknown>>;
  token(role: Role, rep?: string): Promise<string>;
  as(role: Role, rep?: string): Promise<Ask>;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly database: Database;
  /** the real one when it is not given */
  readonly schema?: GraphQLSchema;
  readonly environment?: Config["environment"];
  readonly queryTimeoutMilliseconds?: number;
  readonly jwksUrl?: string;
  readonly clock?: () => Date;
}

export async function serve({ environment = "test", jwksUrl, ...options }: ServeOptions): Promise<ServedGraph> {
  const home = mkdtempSync(path.join(tmpdir(), "holdfast-test-"));
  const settings = readConfig({ NODE_ENV: environment, PORT: "0" });
  const config: Config = { ...settings, home, auth: { ...settings.auth, jwksUrl: jwksUrl ?? null } };
  const log: Array<Record<string, unknown>> = [];
  const clock = options.clock ?? (() => new Date());
  const server = await createServer({
    schema: makeSchema(),
    ...options,
    config,
    clock,
    log: makeLog("debug", { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) }),
  });
  const token = (role: Role, rep: string | null = null): Promise<string> => {
    const issuedAt = clock();
    const expiresAt = new Date(issuedAt.getTime() + 3_600_000);
    return issueToken({ ...config.auth, home }, { sub: `test-${role}`, role, rep, issuedAt, expiresAt });
  };
  return {
    url: server.url,
    config,
    log,
    token,
    as: async (role, rep) => asker(server.url, await token(role, rep)),
    close: async () => {
      await server.close();
      rmSync(home, { recursive: true });
    },
  };
}

export function asker(url: string, token: string): Ask {
  return async (query, variables = {}, init = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
      ...init,
    });
    return readAnswer(response);
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const { data, errors = [] } = (await response.json()) as Pick<Answer, "data"> & { errors?: GraphQLFormattedError[] };
  const codes = errors.map(({ extensions }) => extensions?.code);
  return { status: response.status, headers: response.headers, data, errors, codes };
}

import path from "node:path";
import { z } from "zod";

/** Everything an operator can set, read once from the environment at start. */
export interface Config {
  readonly environment: "development" | "test" | "production";
  readonly host: string;
  /** 0 lets the system choose a free port */
  readonly port: number;
  /** absolute; holds the embedded database and local keys */
  readonly home: string;
  readonly database: DatabaseConfig;
  readonly auth: AuthConfig;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Null urls: the embedded database. A null `ownerUrl` beside a url: the one login migrates and serves. */
export type DatabaseConfig =
  { readonly url: null; readonly ownerUrl: null } | { readonly url: string; readonly ownerUrl: string | null };

export interface AuthConfig {
  readonly issuer: string;
  readonly audience: string;
  /** null: tokens are verified with the local keys in `home` */
  readonly jwksUrl: string | null;
}

/** The environment asks for something that cannot be; the message names every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const isUrl = (text: string, ...protocols: string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const postgresUrl = z
  .string()
  .refine(
    (text) => isUrl(text, "postgres:", "postgresql:"),
    "takes a URL such as postgres://user:password@host:5432/name",
  );

const environment = z
  .object({
    NODE_ENV: z
      .enum(["development", "test", "production"], "takes development, test or production")
      .default("development"),
    HOST: z.string().default("127.0.0.1"),
    PORT: z
      .string()
      .regex(/^\d+$/, "takes a port number from 0 to 65535")
      .transform(Number)
      .refine((port) => port <= 65_535, "takes a port number from 0 to 65535")
      .default(4000),
    HOLDFAST_HOME: z.string().default("./.holdfast"),
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_OWNER_URL: postgresUrl.optional(),
    AUTH_ISSUER: z.string().optional(),
    AUTH_AUDIENCE: z.string().optional(),
    AUTH_JWKS_URL: z
      .string()
      .refine((text) => isUrl(text, "https:", "http:"), "takes an http or https URL")
      .optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, `takes one of ${LOG_LEVELS.join(", ")}`).default("info"),
  })
  .check(({ value, issues }) => {
    const needs = (variable: keyof typeof value, companion: keyof typeof value): void => {
      if (value[variable] === undefined || value[companion] !== undefined) return;
      issues.push({ code: "custom", path: [companion], message: `must be set when ${variable} is`, input: value });
    };
    needs("DATABASE_OWNER_URL", "DATABASE_URL");
    needs("AUTH_JWKS_URL", "AUTH_ISSUER");
    needs("AUTH_JWKS_URL", "AUTH_AUDIENCE");
  });

/**
 * Reads the settings. A variable set to nothing counts as not set.
 *
 * @throws ConfigError naming each wrong variable and what it takes, never its value: a URL may hold a password
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const read = environment.safeParse(given);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`).join(" "));
  }
  const set = read.data;
  return {
    environment: set.NODE_ENV,
    host: set.HOST,
    port: set.PORT,
    home: path.resolve(set.HOLDFAST_HOME),
    database:
      set.DATABASE_URL === undefined
        ? { url: null, ownerUrl: null }
        : { url: set.DATABASE_URL, ownerUrl: set.DATABASE_OWNER_URL ?? null },
    auth: {
      issuer: set.AUTH_ISSUER ?? "holdfast",
      audience: set.AUTH_AUDIENCE ?? "holdfast",
      jwksUrl: set.AUTH_JWKS_URL ?? null,
    },
    logLevel: set.LOG_LEVEL,
  };
}

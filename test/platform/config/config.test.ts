import path from "node:path";
import { ConfigError, readConfig } from "../../../src/platform/config/config";

it("needs nothing: an empty environment gives a development server on its own database", () => {
  expect(readConfig({})).toEqual({
    environment: "development",
    host: "127.0.0.1",
    port: 4000,
    home: path.resolve(".holdfast"),
    database: { url: null, ownerUrl: null },
    auth: { issuer: "holdfast", audience: "holdfast", jwksUrl: null },
    logLevel: "info",
  });
});

it("takes every setting", () => {
  const env = {
    NODE_ENV: "production",
    HOST: "::",
    PORT: "80",
    HOLDFAST_HOME: "/srv/hold fast",
    DATABASE_URL: "postgres://app@db/retention",
    DATABASE_OWNER_URL: "postgresql://owner@db/retention",
    AUTH_ISSUER: "https://login.example",
    AUTH_AUDIENCE: "retention",
    AUTH_JWKS_URL: "https://login.example/keys",
    LOG_LEVEL: "debug",
  };
  expect(readConfig(env)).toEqual({
    environment: "production",
    host: "::",
    port: 80,
    home: "/srv/hold fast",
    database: { url: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL },
    auth: { issuer: "https://login.example", audience: "retention", jwksUrl: "https://login.example/keys" },
    logLevel: "debug",
  });
});

test.each<[string, Record<string, string>, string]>([
  ["a port that is no number", { PORT: "http" }, "PORT takes a port number from 0 to 65535."],
  ["a port out of range", { PORT: "65536" }, "PORT takes a port number from 0 to 65535."],
  ["a negative port", { PORT: "-1" }, "PORT takes a port number from 0 to 65535."],
  ["an unknown environment", { NODE_ENV: "staging" }, "NODE_ENV takes development, test or production."],
  ["an unknown level", { LOG_LEVEL: "loud" }, "LOG_LEVEL takes one of fatal, error, warn, info, debug, trace, silent."],
  [
    "another database's URL",
    { DATABASE_URL: "mysql://db/x" },
    "DATABASE_URL takes a URL such as postgres://user:password@host:5432/name.",
  ],
  [
    "an owner without a server login",
    { DATABASE_OWNER_URL: "postgres://owner@db/x" },
    "DATABASE_URL must be set when DATABASE_OWNER_URL is.",
  ],
  [
    "foreign keys without the issuer and audience they vouch for",
    { AUTH_JWKS_URL: "https://login.example/keys" },
    "AUTH_ISSUER must be set when AUTH_JWKS_URL is. AUTH_AUDIENCE must be set when AUTH_JWKS_URL is.",
  ],
  [
    "keys from a file",
    { AUTH_JWKS_URL: "file:///keys", AUTH_ISSUER: "i", AUTH_AUDIENCE: "a" },
    "AUTH_JWKS_URL takes an http or https URL.",
  ],
])("refuses %s", (_what, env, message) => {
  expect(() => readConfig(env)).toThrow(new ConfigError(message));
});

it("names everything that is wrong at once", () => {
  expect(() => readConfig({ PORT: "x", LOG_LEVEL: "y" })).toThrow(/PORT .*LOG_LEVEL /);
});

it("never quotes a value: a database URL may hold a password", () => {
  try {
    readConfig({ DATABASE_URL: "mysql://app:s3cret@db", PORT: "s3cret", LOG_LEVEL: "s3cret" });
  } catch (error) {
    return expect(String(error)).not.toContain("s3cret");
  }
  throw new Error("nothing was refused");
});

it("counts a variable set to nothing as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

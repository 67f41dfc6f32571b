import type { ClientConfig } from "pg";
import { types } from "pg";

/** How every connection of ours behaves, whatever the server's or the login's defaults are. */
const SESSION = { TimeZone: "UTC", DateStyle: "ISO", search_path: "public", jit: "off" } as const;

/** More settings of a session by PostgreSQL's names: `role`, `statement_timeout` … */
export type SessionSettings = Readonly<Record<string, string>>;

const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

/** Days stay text. bigint and numeric are text by pg's own default; instants become a Date. */
function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === DATE) return (day) => day;
  return types.getTypeParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format as "text") as (value: string) => unknown;
}

/**
 * What pg needs to open a session.
 *
 * Settings go into the startup message instead of a statement afterwards: no session exists for a moment without its
 * role, and RESET comes back to it. The URL's own options keep applying, ours win.
 */
export function sessionOf(url: string, settings: SessionSettings = {}): ClientConfig {
  const target = new URL(url);
  const own = target.searchParams.get("options") ?? "";
  target.searchParams.delete("options");
  const ours = Object.entries({ ...SESSION, ...settings }).map(([name, value]) => `-c ${name}=${escape(value)}`);
  return {
    connectionString: target.href,
    options: [own, ...ours].join(" ").trim(),
    application_name: `holdfast ${process.pid}`,
    types: { getTypeParser: getTypeParser as never },
  };
}

/** In startup options, blanks separate and backslashes escape. */
const escape = (value: string): string => value.replace(/[\\ ]/g, "\\$&");

/** The same server and login, another database. */
export function withDatabase(url: string, name: string): string {
  const target = new URL(url);
  target.pathname = `/${encodeURIComponent(name)}`;
  return target.href;
}

/** What a log may hold of an error. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  /** the places of the stack, without the message */
  readonly at: string;
  /** of a PostgreSQL error: its SQLSTATE and what it names; never its detail, which quotes rows */
  readonly database?: Readonly<Record<string, string>>;
  readonly cause?: ErrorDescription;
}

const DATABASE_NAMES = ["code", "severity", "schema", "table", "column", "constraint", "routine"];
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Describes an error without what people wrote or are paid: a message of PostgreSQL quotes the value it could not
 * read, its detail whole rows, and TypeORM hangs the statement's parameters on it.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: "NoError", message: `thrown: ${typeof error}`, at: "" };
  const database = databaseNames(error);
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return {
    name: error.name,
    message: database && database.code?.startsWith("22") ? "A value does not fit its type" : error.message,
    at: placesOf(error),
    ...(database && { database }),
    ...cause,
  };
}

function databaseNames(error: Error): Record<string, string> | null {
  const facts = Object.entries(error).filter(
    ([key, value]) => DATABASE_NAMES.includes(key) && typeof value === "string",
  );
  const names = Object.fromEntries(facts) as Record<string, string>;
  return SQLSTATE.test(names.code ?? "") && names.severity ? names : null;
}

// A stack starts with the name and the message, which may run over several lines.
const placesOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join("\n");

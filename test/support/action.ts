import type { Viewer } from "../../src/platform/auth/viewer";
import type { TestDatabase } from "./database";
import type { Graph } from "./graph";

/** What came of one business mutation. */
export interface Done {
  /** the record as it was selected; null when nothing happened */
  readonly record: Readonly<Record<string, unknown>> | null;
  /** `CODE field`, or the code with which the whole was refused */
  readonly refused: readonly string[];
}

export interface Action {
  readonly name: string;
  /** the payload's field, and what to select of it */
  readonly subject: string;
  readonly selection: string;
}

let keys = 0;

/** Asks for a business mutation, under a new idempotency key unless one is given. */
export async function act(
  graph: Graph,
  viewer: Partial<Viewer>,
  { name, subject, selection }: Action,
  input: object,
  key = `key ${++keys}`,
): Promise<Done> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await graph.ask<Record<
    string,
    { record: Done["record"]; userErrors: { code: string; field: string[] }[] } | null
  > | null>(
    viewer,
    `mutation ($input: ${type}!, $key: String!) {
      ${name}(input: $input, idempotencyKey: $key) { record: ${subject} { ${selection} } userErrors { code field } } }`,
    { input, key },
  );
  const payload = data?.[name];
  const reasons = payload?.userErrors.map(({ code, field }) => `${code} ${field.slice(1).join(".")}`);
  return { record: payload?.record ?? null, refused: reasons ?? errors.map(({ code }) => String(code)) };
}

/** The audit records that an action left, the first one first. */
export async function audits(database: TestDatabase, action: string): Promise<object[]> {
  const { rows } = await database.owner.query<object>(
    `select principal, subject_type as type, before, after from audit_record where action = $1 order by id`,
    [action],
  );
  return rows;
}

import { runAsViewer } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { StoredTrace } from "../calc/stored-trace";

export interface TracedLine {
  readonly id: string;
  readonly currency: string;
  readonly trace: StoredTrace;
}

/** The traces of lines that the viewer may see, by their keys. */
export async function tracesOf(
  { database, viewer, signal }: Context,
  lines: readonly string[],
): Promise<ReadonlyMap<string, TracedLine>> {
  const text = `select id::text, currency, trace from statement_line where id = any ($1::bigint[])`;
  const { rows } = await runAsViewer<TracedLine>(database.pool, viewer, { text, values: [lines] }, signal);
  return new Map(rows.map((line) => [line.id, line]));
}

import { once } from "node:events";
import type { ClientBase } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { layoutOf } from "./layout";
import { writtenFields } from "./row-text";
import type { UpsertSpec } from "./spec";

/** Rows of one load that give the same fields: a file of an import, or the like-shaped inputs of a mutation. */
export interface Part {
  readonly given: ReadonlySet<string>;
  /** ordinals of its first row and of the row after its last */
  readonly from: number;
  readonly to: number;
}

/** Rows of one record on their way into its table, in a temporary table of their own. */
export interface Staging {
  readonly spec: UpsertSpec;
  readonly table: string;
  readonly parts: Part[];
}

const CHUNK_CHARACTERS = 1 << 18;

/** Makes the temporary table. It goes with the transaction. */
export async function openStaging(tx: EntityManager, spec: UpsertSpec): Promise<Staging> {
  const table = `staged_${spec.table}`;
  const columns = [...layoutOf(spec).values()].map(({ staged, stored, references, reading }) =>
    stored === null || references !== null ? `null::${reading.column} as ${staged}` : `stored.${stored} as ${staged}`,
  );
  await tx.query(
    `create temporary table ${table} on commit drop as
     select 0 as ordinal, 0 as line, ''::text as merge_status, ${columns.join(", ")} from ${spec.table} stored with no data`,
  );
  return { spec, table, parts: [] };
}

export const closeStaging = (tx: EntityManager, { table }: Staging): Promise<unknown> =>
  tx.query(`drop table ${table}`);

/** Writes the rows of one part, in chunks, waiting whenever PostgreSQL does not keep up. */
export class PartWriter {
  private chunk = "";
  private ordinal: number;
  private failure: Error | null = null;
  private readonly from: number;

  private constructor(
    private readonly staging: Staging,
    private readonly given: ReadonlySet<string>,
    private readonly copy: CopyStreamQuery,
  ) {
    this.from = staging.parts.at(-1)?.to ?? 1;
    this.ordinal = this.from;
    // Heard at all times: between two writes nobody else listens, and an unheard error ends the process.
    copy.on("error", (error: Error) => (this.failure = error));
  }

  static async open(tx: EntityManager, staging: Staging, given: ReadonlySet<string>): Promise<PartWriter> {
    const columns = writtenFields(staging.spec, given).map(({ staged }) => staged);
    const client: ClientBase = await must(tx.queryRunner, "a transaction has its connection").connect();
    const copy = client.query(copyFrom(`copy ${staging.table} (ordinal, line, ${columns.join(", ")}) from stdin`));
    return new PartWriter(staging, given, copy);
  }

  /**
   * @param line where the row stands in its file, or its index among the inputs
   * @returns a promise when the caller must wait before the next row
   */
  write(line: number, text: string): Promise<void> | null {
    this.chunk += `${this.ordinal}\t${line}${text}\n`;
    this.ordinal += 1;
    return this.chunk.length < CHUNK_CHARACTERS ? null : this.flush();
  }

  async close(): Promise<void> {
    if (this.failure) throw this.failure;
    this.copy.end(this.chunk);
    await once(this.copy, "finish");
    this.staging.parts.push({ given: this.given, from: this.from, to: this.ordinal });
  }

  /** Ends the COPY without its rows, so that the transaction can be rolled back: it would wait behind it forever. */
  async abandon(): Promise<void> {
    this.copy.destroy();
    await once(this.copy, "close");
  }

  private async flush(): Promise<void> {
    const { chunk } = this;
    this.chunk = "";
    if (this.failure) throw this.failure;
    if (!this.copy.write(chunk)) await once(this.copy, "drain");
  }
}

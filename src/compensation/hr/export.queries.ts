import type { Pool } from "pg";
import type { Viewer } from "../../platform/auth/viewer";
import { runAsViewer } from "../../platform/database/cancellable";

/** The file of a batch, as it was when the batch was made. */
export interface ExportedFile {
  readonly contentHash: string;
  /** null when the caller has it */
  readonly file: Buffer | null;
}

/**
 * The file of a batch by the batch's external id; null when there is none that the viewer sees.
 *
 * @param known hashes of files that the caller has: those are not read again
 */
export async function exportedFile(
  pool: Pool,
  viewer: Viewer,
  externalId: string,
  known: readonly string[],
  signal: AbortSignal,
): Promise<ExportedFile | null> {
  const text = `
    select content_hash as "contentHash", case when content_hash <> all ($2::text[]) then file end as file
    from compensation_batch where external_id = $1`;
  const { rows } = await runAsViewer<ExportedFile>(pool, viewer, { text, values: [externalId, known] }, signal);
  return rows[0] ?? null;
}

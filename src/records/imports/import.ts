import { stat } from "node:fs/promises";
import path from "node:path";
import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { record as recordAudit } from "../../platform/audit/audit";
import type { Viewer } from "../../platform/auth/viewer";
import type { Database } from "../../platform/database/database";
import { transaction } from "../../platform/database/transaction";
import { announce } from "../../platform/jobs/announce";
import { deriveAccountTeams } from "./account-teams";
import { cancelledBy } from "./cancellation";
import { type Contents, hashContents, recall, remember, settledAuditId } from "./ledger";
import { type Importable, type Mapping, readMapping } from "./mapping";
import { openLoads } from "./loads";
import { fail, Problems } from "./problems";
import { asUnchanged, type CountsByRecord } from "./summary";

export interface ImportRequest {
  readonly viewer: Viewer;
  /** path of the mapping */
  readonly mapping: string;
  /** where its files are */
  readonly dir: string;
  /** leaves out rows with problems instead of keeping nothing */
  readonly partial: boolean;
  /** does everything and keeps nothing */
  readonly dryRun: boolean;
  /** rolls everything back */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  /** what is being done: a file's name, or a record's */
  readonly what: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface ImportSummary {
  /** true when the same import ran before and nothing was written since: no file was read again */
  readonly repeated: boolean;
  readonly dryRun: boolean;
  readonly records: CountsByRecord;
  /** of the rows that were left out */
  readonly problems: Pick<Problems, "count" | "shown" | "text">;
}

/**
 * Loads the files of a mapping in one transaction: all of it, or with `partial` all that is sound. The same import again
 * changes nothing.
 *
 * @param importable every record that files can be mapped to
 * @throws ImportFailed with every problem's place; nothing was kept then
 */
export async function importFiles(
  database: Database,
  importable: Importable,
  request: ImportRequest,
): Promise<ImportSummary> {
  const { mapping, bytes } = await readMapping(request.mapping, importable);
  const paths = new Map(mapping.files.map(({ file }) => [file, path.resolve(request.dir, file)]));
  const totalBytes = await sizeOf(mapping, request.dir);
  const contents = await hashContents(bytes, paths);
  let summary: ImportSummary | null = null;
  try {
    return await transaction(database, request.viewer, async (tx) => {
      summary = await cancelledBy(request.signal, tx, () =>
        importInto(tx, importable, mapping, contents, { ...request, totalBytes }),
      );
      if (request.dryRun) throw new DryRun();
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRun) return must<ImportSummary>(summary, "a dry run ends with its summary");
    throw error;
  }
}

/** Rolls the transaction back although all went well. */
class DryRun extends Error {}

async function importInto(
  tx: EntityManager,
  importable: Importable,
  mapping: Mapping,
  contents: Contents,
  request: ImportRequest & { readonly totalBytes: number },
): Promise<ImportSummary> {
  const before = await recall(tx, contents);
  const problems = new Problems();
  if (before) return { repeated: true, dryRun: request.dryRun, records: asUnchanged(before), problems };
  const settledId = await settledAuditId(tx);
  const loads = await openLoads(tx, importable, mapping, problems);
  await loads.stage(request);
  if (request.partial) await loads.mergeSound(request);
  else await loads.mergeAll(request);
  const { accountTeams } = mapping;
  const counts = {
    ...loads.counts(),
    ...(accountTeams && { accountTeams: await deriveAccountTeams(tx, accountTeams.role) }),
  };
  const [auditId] = await recordAudit(tx, {
    viewer: request.viewer,
    action: "import",
    subject: { type: "import", id: null },
    before: null,
    after: { mapping: contents.mapping.toString("hex"), files: contents.byFile, records: counts },
  });
  if (settledId !== null && auditId !== undefined && problems.count === 0) {
    await remember(tx, contents, { settledId, auditId, counts });
  }
  if (!request.dryRun) await loads.refreshStatistics();
  await announce(tx, "RECORDS_WRITTEN");
  return { repeated: false, dryRun: request.dryRun, records: counts, problems };
}

/** Bytes to be read: a file counts as often as it is mapped. */
async function sizeOf({ files }: Mapping, dir: string): Promise<number> {
  const sizes = await Promise.all(
    files.map(({ file }) => {
      const at = path.resolve(dir, file);
      return stat(at).catch((error: NodeJS.ErrnoException) =>
        fail({ file, line: null, column: null, value: null, message: `cannot be read from ${at} (${error.code})` }),
      );
    }),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

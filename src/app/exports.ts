import type { FastifyInstance, FastifyReply } from "fastify";
import { exportedFile } from "../compensation/hr/export.queries";
import { seesPayOfAll } from "../compensation/policy";
import type { Authenticator } from "../platform/auth/authenticator";
import { hasScope, type Viewer } from "../platform/auth/viewer";
import { Aborted } from "../platform/database/cancellable";
import type { Database } from "../platform/database/database";
import { requestRefusal } from "../platform/graphql/errors";
import { Lifetime } from "./lifetime";

export interface Exports {
  readonly authenticator: Authenticator;
  readonly database: Database;
}

interface FileRequest {
  readonly Params: { readonly file: string };
  readonly Headers: { readonly "if-none-match"?: string };
}

const TIMEOUT_MILLISECONDS = 10_000;
const FILE = /^(?<batch>[\w-]{1,200})\.csv$/;

/**
 * The files that HR's machines pull, with the bytes' hash as a strong ETag. Who may not pull any is told so before it is
 * looked whether there is one.
 */
export function addExports(app: FastifyInstance, { authenticator, database }: Exports): void {
  app.get<FileRequest>("/exports/compensation/:file", async (request, reply) => {
    const viewer = await authenticator.viewerOf(request.headers.authorization);
    checkMayPull(viewer);
    const { batch } = FILE.exec(request.params.file)?.groups ?? {};
    const known = tagsOf(request.headers["if-none-match"]);
    const pull = (signal: AbortSignal) => exportedFile(database.pool, viewer, batch!, known, signal);
    const found = batch === undefined ? null : await withinTime(reply, pull);
    if (!found) throw requestRefusal("BAD_REQUEST", "There is no such batch: read its externalId from the graph.", 404);
    return answer(reply, `${batch}.csv`, found);
  });
}

async function withinTime<T>(reply: FastifyReply, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const lifetime = new Lifetime(reply.raw);
  lifetime.watch(TIMEOUT_MILLISECONDS);
  try {
    return await work(lifetime.signal);
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
    throw requestRefusal("QUERY_TIMEOUT", "The file could not be read in time: ask again.");
  } finally {
    lifetime.end();
  }
}

function answer(
  reply: FastifyReply,
  name: string,
  { contentHash, file }: { contentHash: string; file: Buffer | null },
): FastifyReply {
  // Pay is not for a cache that others share, and what is kept is asked about before it is used.
  void reply.header("etag", `"${contentHash}"`).header("cache-control", "private, no-cache");
  if (file === null) return reply.code(304).send();
  return reply
    .header("content-disposition", `attachment; filename="${name}"`)
    .type("text/csv; charset=utf-8; header=present")
    .send(file);
}

/** The hashes of an If-None-Match: RFC 9110, section 13.1.2, whose comparison is weak. */
const tagsOf = (header = ""): string[] => [...header.matchAll(/"([0-9a-f]{64})"/g)].map(([, hash]) => hash!);

/** @throws FORBIDDEN */
function checkMayPull(viewer: Viewer): void {
  if (seesPayOfAll(viewer) && hasScope(viewer, "COMPENSATION_READ")) return;
  throw requestRefusal(
    "FORBIDDEN",
    "Batches are for HR and auditors, and API tokens with the scope COMPENSATION_READ.",
  );
}

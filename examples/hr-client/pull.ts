import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "./csv";
import { patiently, RefusedError } from "./patiently";

export interface PullOptions {
  /** of the server, without a slash at the end */
  readonly url: string;
  /** an API token with the scopes COMPENSATION_READ and COMPENSATION_ACKNOWLEDGE */
  readonly token: string;
  /** keeps what was pulled and what was booked, so that a run goes on where another one ended */
  readonly folder: string;
  /** why payroll cannot book a line; null when it can */
  readonly objectTo?: (line: Line) => string | null;
  readonly fetch?: typeof fetch;
  readonly pageSize?: number;
  readonly answersAtOnce?: number;
}

/** A row of the file, by the names of its header. */
export type Line = Readonly<Record<string, string>>;

interface Batch {
  readonly id: string;
  readonly externalId: string;
  readonly contentHash: string;
}

interface Page {
  readonly compensationBatches: {
    readonly edges: readonly { readonly node: Batch }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** What payroll has booked of a batch, and what it sends back. */
interface Booking {
  readonly reference: string;
  readonly booked: readonly Line[];
  readonly rejected: readonly { readonly line: string; readonly reason: string }[];
}

const BATCHES = `query ($first: Int!, $after: String) {
  compensationBatches(filter: { status: [OPEN, ACKNOWLEDGED] }, orderBy: { field: CREATED_AT }, first: $first, after: $after) {
    edges { node { id externalId contentHash } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const ACKNOWLEDGE = `mutation ($input: CompensationLinesAcknowledgeInput!, $key: String!) {
  compensationLinesAcknowledge(input: $input, idempotencyKey: $key) { userErrors { code message } }
}`;

/**
 * Pulls every batch that is not settled, books each line once, and tells the server so. Each step leaves its result in the
 * folder before the next one begins, and may be done again: a run that was killed anywhere is simply started anew.
 *
 * @returns the batches that were gone through
 */
export async function pull(options: PullOptions): Promise<readonly string[]> {
  for (const folder of ["files", "booked"]) mkdirSync(path.join(options.folder, folder), { recursive: true });
  const batches = await unsettled(options);
  for (const batch of batches) {
    const file = await pullFile(options, batch);
    await acknowledge(options, batch, book(options, batch, parseCsv(file)));
  }
  return batches.map(({ externalId }) => externalId);
}

/** All pages are read before anything is answered: an answer takes a batch out of the list. */
async function unsettled(options: PullOptions): Promise<Batch[]> {
  const found: Batch[] = [];
  for (let after: string | null = null; ;) {
    const { compensationBatches: page }: Page = await ask(options, BATCHES, { first: options.pageSize ?? 50, after });
    found.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

/** The file as it stands in the folder when it is whole; else as the server gives it, once its hash fits. */
async function pullFile(options: PullOptions, { externalId, contentHash }: Batch): Promise<string> {
  const target = path.join(options.folder, "files", `${externalId}.csv`);
  if (existsSync(target)) return readFileSync(target, "utf8");
  const bytes = await patiently(async () => {
    const response = await send(options, `/exports/compensation/${externalId}.csv`, { method: "GET" });
    const received = Buffer.from(await response.arrayBuffer());
    const hash = createHash("sha256").update(received).digest("hex");
    if (hash !== contentHash || response.headers.get("etag") !== `"${contentHash}"`) throw new Error("cut short");
    return received;
  });
  return writeWhole(target, bytes).toString("utf8");
}

/** Decides what is booked, once: a batch that was booked is not looked at again. Here stands your payroll. */
function book({ folder, objectTo }: PullOptions, { externalId, contentHash }: Batch, lines: readonly Line[]): Booking {
  const target = path.join(folder, "booked", `${externalId}.json`);
  if (existsSync(target)) return JSON.parse(readFileSync(target, "utf8")) as Booking;
  const judged = lines.map((line) => ({ line, reason: objectTo?.(line) ?? null }));
  const booking: Booking = {
    reference: `run-${contentHash.slice(0, 12)}`,
    booked: judged.filter(({ reason }) => reason === null).map(({ line }) => line),
    rejected: judged.flatMap(({ line, reason }) => (reason === null ? [] : [{ line: line.line_id!, reason }])),
  };
  writeWhole(target, Buffer.from(JSON.stringify(booking)));
  return booking;
}

/** Tells the server what came of each line. Said twice, it is heard once. */
async function acknowledge(options: PullOptions, { id }: Batch, booking: Booking): Promise<void> {
  const { reference, booked, rejected } = booking;
  const answers = [
    ...booked.map((line) => ({ line: line.line_id, status: "PAID", reference })),
    ...rejected.map((rejection) => ({ ...rejection, status: "REJECTED" })),
  ];
  const atOnce = options.answersAtOnce ?? 500;
  for (let start = 0; start < answers.length; start += atOnce) {
    const input = { batch: id, lines: answers.slice(start, start + atOnce) };
    const key = createHash("sha256").update(JSON.stringify(input)).digest("hex");
    const { compensationLinesAcknowledge: payload } = await ask<{
      compensationLinesAcknowledge: { userErrors: { code: string; message: string }[] };
    }>(options, ACKNOWLEDGE, { input, key });
    const [error] = payload.userErrors;
    if (error) throw new RefusedError(error.message);
  }
}

/** Under another name first: a file in the folder is whole, or not there. */
function writeWhole(target: string, bytes: Buffer): Buffer {
  writeFileSync(`${target}.part`, bytes, { flush: true });
  renameSync(`${target}.part`, target);
  return bytes;
}

const ask = <Data>(options: PullOptions, query: string, variables: object): Promise<Data> =>
  patiently(async () => {
    const body = JSON.stringify({ query, variables });
    const response = await send(options, "/graphql", { method: "POST", body });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
    if (errors?.[0]) throw new RefusedError(errors[0].message);
    return data as Data;
  });

/** @throws RefusedError for what would be refused again; anything else may go better the next time */
async function send(options: PullOptions, address: string, init: RequestInit): Promise<Response> {
  const { url, token, fetch: ask = fetch } = options;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await ask(`${url}${address}`, { ...init, headers });
  if (response.ok) return response;
  const text = await response.text();
  if (response.status >= 500) throw new Error(`${response.status} ${text}`);
  throw new RefusedError(`${response.status} ${text}`);
}

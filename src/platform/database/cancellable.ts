import net from "node:net";
import tls from "node:tls";
import type { ClientBase, Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from "pg";
import type { Viewer } from "../auth/viewer";
import { socketFile } from "./postmaster";
import { SET_VIEWER, viewerSettings } from "./viewer-settings";

/** The caller went away or its time ran out; `cause` is the signal's reason. Nothing was changed: only queries run so. */
export class Aborted extends Error {
  override readonly name = "Aborted";
}

const aborted = (signal: AbortSignal): Aborted =>
  new Aborted("The query was cancelled: the caller went away or its time ran out.", { cause: signal.reason });

/**
 * Runs one query, and cancels it in PostgreSQL when the signal aborts.
 *
 * @throws Aborted as soon as the query has ended, or at once while it still waits for a connection
 */
export function runCancellable<Row extends QueryResultRow>(
  pool: Pool,
  query: QueryConfig,
  signal: AbortSignal,
): Promise<QueryResult<Row>> {
  return cancellable(pool, signal, (client) => client.query<Row>(query));
}

/**
 * Runs one query as somebody: row security policies see who asks. It takes a transaction of its own, so only what reads
 * rows of pay goes this way; everything else would see nothing of them.
 *
 * @throws Aborted like `runCancellable`
 */
export function runAsViewer<Row extends QueryResultRow>(
  pool: Pool,
  viewer: Viewer,
  query: QueryConfig,
  signal: AbortSignal,
): Promise<QueryResult<Row>> {
  return cancellable(pool, signal, async (client) => {
    await client.query("begin transaction read only");
    try {
      await client.query(SET_VIEWER, viewerSettings(viewer));
      return await client.query<Row>(query);
    } finally {
      await client.query("rollback");
    }
  });
}

/**
 * Works on a connection of the pool, and cancels in PostgreSQL what runs on it when the signal aborts.
 *
 * The connection goes back to the pool only after the query *and* the cancel request have ended: a request that
 * arrives late would hit the next borrower's query.
 */
export async function cancellable<T>(
  pool: Pool,
  signal: AbortSignal,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw aborted(signal);
  const client = await borrow(pool, signal);
  let cancelled: Promise<boolean> = Promise.resolve(true);
  const onAbort = (): void => {
    cancelled = sendCancelRequest(client);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const result = await work(client);
    if (signal.aborted) throw aborted(signal);
    return result;
  } catch (error) {
    throw signal.aborted ? aborted(signal) : error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    // A request whose end we did not see may still arrive: such a connection is closed instead of reused.
    client.release(!(await cancelled));
  }
}

/** A connection of the pool, unless the signal aborts first: then it goes back unused when it comes. */
function borrow(pool: Pool, signal: AbortSignal): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(aborted(signal));
    signal.addEventListener("abort", onAbort, { once: true });
    pool.connect().then((client) => {
      signal.removeEventListener("abort", onAbort);
      if (signal.aborted) client.release();
      else resolve(client);
    }, reject);
  });
}

/** What a pg client knows of its connection and its types do not say. */
interface Backend {
  readonly processID: number;
  readonly secretKey: number;
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | tls.ConnectionOptions;
}

/** Codes of the startup packets that are not logins. Source: PostgreSQL documentation, Message Formats. */
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const CANCEL_MILLISECONDS = 5_000;

const packet = (...words: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * (words.length + 1));
  [bytes.length, ...words].forEach((word, index) => bytes.writeInt32BE(word, 4 * index));
  return bytes;
};

/**
 * Asks for the end of the query that runs on a connection, whatever role it works as. True once PostgreSQL has closed the
 * request's connection: the signal is then sent.
 */
export async function sendCancelRequest(client: ClientBase): Promise<boolean> {
  const backend = client as unknown as Backend;
  const plain = backend.host.startsWith("/")
    ? net.connect(socketFile(backend.host, backend.port))
    : net.connect(backend.port, backend.host);
  try {
    const socket = backend.ssl ? await encrypt(plain, backend) : plain;
    return await new Promise((resolve) => {
      socket.setTimeout(CANCEL_MILLISECONDS, () => resolve(false));
      socket.once("error", () => resolve(false));
      socket.once("end", () => resolve(true));
      socket.resume();
      socket.write(packet(CANCEL_REQUEST, backend.processID, backend.secretKey));
    });
  } catch {
    return false;
  } finally {
    plain.destroy();
  }
}

function encrypt(plain: net.Socket, backend: Backend): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    plain.once("error", reject);
    plain.setTimeout(CANCEL_MILLISECONDS, () => reject(new Error("no answer")));
    plain.once("data", (answer) => {
      if (answer.toString() !== "S") return reject(new Error("PostgreSQL no longer offers TLS"));
      const options = typeof backend.ssl === "object" ? backend.ssl : {};
      const name = net.isIP(backend.host) ? {} : { servername: backend.host };
      const secure = tls.connect({ ...options, ...name, socket: plain }, () => resolve(secure));
      secure.once("error", reject);
    });
    plain.write(packet(SSL_REQUEST));
  });
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong between a client and a server. */
export const FAULTS = ["refused", "busy", "lost", "cut", "twice", "restart"] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultyProxy {
  readonly url: string;
  /** how many of each have landed */
  readonly landed: Readonly<Record<Fault, number>>;
  close(): Promise<void>;
}

export interface Faults {
  /** where requests go now; null: nobody is there */
  readonly upstream: () => string;
  /** what goes wrong with the next request; null: nothing */
  readonly next: () => Fault | null;
  /** ends the server and starts another one */
  readonly restart: () => Promise<void>;
}

/** Stands before a server and fails as networks and servers do. */
export async function faultyProxy(faults: Faults): Promise<FaultyProxy> {
  const landed = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const server = createServer((request, response) => {
    answer(faults, request, response)
      .then((fault) => {
        if (fault) landed[fault]++;
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, landed, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function answer(faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<Fault | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const forward = () => forwarded(faults.upstream(), request, body);
  const fault = faults.next();
  if (fault === "refused") {
    response.destroy();
  } else if (fault === "busy") {
    response.writeHead(503).end("busy");
  } else if (fault === "restart") {
    await faults.restart();
    response.destroy();
  } else if (fault === "lost") {
    await forward();
    response.destroy();
  } else {
    if (fault === "twice") await forward();
    const { status, headers, bytes } = await forward();
    response.writeHead(status, headers);
    if (fault !== "cut") response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  }
  return fault;
}

interface Forwarded {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Buffer;
}

async function forwarded(
  upstream: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Forwarded> {
  const { authorization = "", "content-type": type = "application/json" } = headers;
  const response = await fetch(`${upstream}${url}`, {
    method,
    headers: { authorization, "content-type": type },
    ...(method === "POST" && { body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const { etag, "content-type": contentType = "" } = Object.fromEntries(response.headers);
  const kept = { "content-type": contentType, "content-length": String(bytes.length), ...(etag && { etag }) };
  return { status: response.status, headers: kept, bytes };
}

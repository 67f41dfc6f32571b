import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import { dayOf } from "../../src/kernel/calendar";
import { sessionOf } from "../../src/platform/database/session";
import { makeTokenVerifier } from "../../src/platform/auth/tokens";
import { CASES, type Case, type Variables } from "./cases";

/**
 * The limit: node:http and one prepared statement a case. It checks the token as the product does, once in ten seconds,
 * and knows nothing else: no graph, no limits, no log, no cancelling.
 */
const REMEMBERED_MILLISECONDS = 10_000;
const CONNECTIONS = 10;

const cases = new Map<string, Case>(CASES.map((one) => [one.name, one]));
const pool = new Pool({ ...sessionOf(process.env.DATABASE_URL!), max: CONNECTIONS });
const known = new Map<string, { readonly rep: string; readonly until: number }>();

async function main(): Promise<void> {
  const verify = await makeTokenVerifier({
    issuer: "holdfast",
    audience: "holdfast",
    jwksUrl: null,
    home: process.env.HOLDFAST_HOME!,
  });

  const repOf = async (authorization: string): Promise<string> => {
    const remembered = known.get(authorization);
    if (remembered && remembered.until > Date.now()) return remembered.rep;
    const { rep } = await verify(authorization.slice("Bearer ".length), new Date());
    const { rows } = await pool.query<{ id: string }>("select id from rep where external_id = $1", [rep]);
    const found = rows[0]!.id;
    known.set(authorization, { rep: found, until: Date.now() + REMEMBERED_MILLISECONDS });
    return found;
  };

  const answer = async (request: IncomingMessage): Promise<string> => {
    const rep = await repOf(request.headers.authorization!);
    const { variables } = JSON.parse(await bodyOf(request)) as { variables: Variables };
    const { name, sql, bind } = cases.get(request.url!.slice(1))!;
    const values = [rep, dayOf(new Date()), ...bind(variables)];
    const { rows } = await pool.query<[string]>({ name, text: sql, values, rowMode: "array" });
    return `{"data":${rows[0]![0]}}`;
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (text) => response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks).toString()))
      .on("error", reject);
  });
}

void main();

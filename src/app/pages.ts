import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { packageRoot } from "./package-root";

const web = path.join(packageRoot, "web");
const library = (name: string, file: string): string =>
  path.join(path.dirname(require.resolve(`${name}/package.json`)), file);

/** Every file that is served, by its address: nothing else of the disk can be asked for. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/": [path.join(web, "index.html"), "text/html"],
  "/page.css": [path.join(web, "page.css"), "text/css"],
  "/graphiql": [path.join(web, "graphiql/index.html"), "text/html"],
  "/graphiql/page.js": [path.join(web, "graphiql/page.js"), "text/javascript"],
  "/graphiql/graphiql.css": [library("graphiql", "graphiql.min.css"), "text/css"],
  "/graphiql/graphiql.js": [library("graphiql", "graphiql.min.js"), "text/javascript"],
  "/graphiql/react.js": [library("react", "umd/react.production.min.js"), "text/javascript"],
  "/graphiql/react-dom.js": [library("react-dom", "umd/react-dom.production.min.js"), "text/javascript"],
};

/** GraphiQL writes style attributes; everything else comes from this server and goes to it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function addPages(app: FastifyInstance): void {
  for (const [address, [file, type]] of Object.entries(FILES)) {
    app.get(address, async (_request, reply) =>
      reply
        .header("content-security-policy", POLICY)
        .header("referrer-policy", "no-referrer")
        .header("cache-control", "no-cache")
        .type(`${type}; charset=utf-8`)
        .send(await readFile(file)),
    );
  }
}

import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Metrics } from "./metrics";

const DATABASE_PATIENCE_MILLISECONDS = 1_000;

/**
 * The addresses for those who operate the server: is it alive, should it get requests, what does it measure. While
 * the server drains, fastify answers 503 on what connections are left, whatever the address.
 */
export function addHealth(app: FastifyInstance, pool: Pool, metrics: Metrics): void {
  app.get("/livez", async () => ({ alive: true }));
  app.get("/readyz", async (_request, reply) => {
    if (await answers(pool)) return { ready: true };
    return reply.code(503).send({ ready: false, reason: "the database does not answer" });
  });
  app.get("/metrics", async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

async function answers(pool: Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_PATIENCE_MILLISECONDS);
  });
  const asked = pool.query("select 1").then(
    () => true,
    () => false,
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Pool } from "pg";
import type { JobOutcome } from "../platform/jobs/jobs";

export interface Metrics {
  readonly registry: Registry;
  httpAnswered(method: string, route: string, status: number, seconds: number): void;
  operationAnswered(type: string, codes: readonly string[]): void;
  jobEnded(job: string, outcome: JobOutcome, seconds: number): void;
}

/** The server's figures for Prometheus. A label never holds what a caller sent: routes, types and codes are ours. */
export function makeMetrics(pool: Pool): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from the first byte of a request to the last of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const operations = new Counter({
    name: "graphql_operations_total",
    help: "Operations answered, by their first error code or OK",
    labelNames: ["type", "outcome"],
    registers,
  });
  poolGauge(registry, "total", "open", () => pool.totalCount);
  poolGauge(registry, "idle", "idle", () => pool.idleCount);
  poolGauge(registry, "waiting", "waited for by requests", () => pool.waitingCount);
  return {
    registry,
    httpAnswered: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    operationAnswered: (type, codes) => operations.inc({ type, outcome: codes[0] ?? "OK" }),
    jobEnded: jobMeter(registers),
  };
}

function jobMeter(registers: Registry[]): Metrics["jobEnded"] {
  const ended = new Counter({
    name: "jobs_total",
    help: "Jobs that this server ended, by their name and by whether they were done or failed",
    labelNames: ["job", "outcome"],
    registers,
  });
  const duration = new Gauge({
    name: "job_last_duration_seconds",
    help: "How long a job took the last time that this server did it",
    labelNames: ["job"],
    registers,
  });
  return (job, outcome, seconds) => {
    ended.inc({ job, outcome });
    duration.set({ job }, seconds);
  };
}

function poolGauge(registry: Registry, name: string, what: string, count: () => number): void {
  new Gauge({
    name: `database_connections_${name}`,
    help: `Database connections that are ${what}`,
    registers: [registry],
    collect() {
      this.set(count());
    },
  });
}

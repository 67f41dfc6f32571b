import type { Rate } from "../support/load";
import { type Result, rounded } from "../support/result";
import type { Case } from "./cases";

export const TARGET = 0.45;
/** what comes after the target is met */
const NEXT_TARGET = 0.6;

/** Prints the figures of one case, and gives them as its result. */
export function report(one: Case, rates: ReadonlyMap<string, Rate>, say: (line: string) => void): Result {
  for (const [name, { requestsPerSecond, medianMilliseconds, p99Milliseconds }] of rates)
    say(
      `${one.name.padEnd(8)}${name.padEnd(14)}${requestsPerSecond.toFixed(0).padStart(6)} req/s` +
        `  p50 ${medianMilliseconds} ms  p99 ${p99Milliseconds} ms`,
    );
  const { product, bare, ...peers } = Object.fromEntries(
    [...rates].map(([name, { requestsPerSecond }]) => [name, rounded(requestsPerSecond, 1)]),
  ) as Record<"product" | "bare", number> & Record<string, number>;
  const ratio = rounded(product / bare, 3);
  for (const [name, rate] of Object.entries(peers)) say(`${one.name.padEnd(8)}× ${name}: ${rounded(product / rate)}`);
  say(`${one.name.padEnd(8)}of bare: ${ratio}, target ${TARGET}, then ${NEXT_TARGET}`);
  const figures = { unit: "requests/s", limit: bare, product, peers, ratio, target: TARGET, met: ratio >= TARGET };
  return { bench: "graph", case: one.name, ...figures };
}

import autocannon from "autocannon";

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** asked in turn by every connection */
  readonly bodies: readonly string[];
}

export interface Rate {
  readonly requestsPerSecond: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
}

export interface LoadOptions {
  readonly concurrency: number;
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly warmUpSeconds: number;
}

/**
 * Loads the targets in turn, round by round, so that a noisy machine disturbs all of them alike.
 *
 * @returns the medians over the rounds
 * @throws when a target answers with anything but 200
 */
export async function interleaved(targets: readonly Target[], options: LoadOptions): Promise<Map<string, Rate>> {
  for (const target of targets) await load(target, options.concurrency, options.warmUpSeconds);
  const rates = new Map<string, Rate[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const target of targets)
      rates.get(target.name)!.push(await load(target, options.concurrency, options.secondsPerRound));
  }
  return new Map([...rates].map(([name, all]) => [name, medians(all)]));
}

async function load({ name, url, headers, bodies }: Target, connections: number, duration: number): Promise<Rate> {
  const { pathname } = new URL(url);
  const requests = bodies.map((body) => ({
    method: "POST" as const,
    path: pathname,
    headers: { "content-type": "application/json", ...headers },
    body,
  }));
  const result = await autocannon({ url, connections, duration, requests });
  const { errors, non2xx, latency } = result;
  if (errors + non2xx > 0) throw new Error(`${name}: ${errors} requests failed, ${non2xx} were answered with an error`);
  const requestsPerSecond = result["2xx"] / result.duration;
  return { requestsPerSecond, medianMilliseconds: latency.p50, p99Milliseconds: latency.p99 };
}

const medians = (all: readonly Rate[]): Rate => ({
  requestsPerSecond: median(all.map((one) => one.requestsPerSecond)),
  medianMilliseconds: median(all.map((one) => one.medianMilliseconds)),
  p99Milliseconds: median(all.map((one) => one.p99Milliseconds)),
});

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

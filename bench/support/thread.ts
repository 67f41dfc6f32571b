import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../src/kernel/invariant";
import { type Ending, endingBy, inThread } from "../../src/platform/jobs/thread";
import type { Result } from "./result";

/** What every benchmark that runs in a thread is asked. */
export interface Measuring {
  /** print the results only */
  readonly json?: boolean;
}

export type Say = (sentence: string) => void;

interface Measured {
  readonly results: readonly Result[];
}

/** In a thread as a server's jobs have: what it allows a job in memory is part of what is measured. */
export async function measureInThread(file: string, asked: Measuring): Promise<void> {
  const { results } = (await inThread(file, asked, new AbortController().signal)) as Measured;
  for (const one of results) console.log(JSON.stringify(one));
}

/** What the file of such a thread does. */
export function measuring<Asked extends Measuring>(
  measure: (asked: Asked, say: Say) => Promise<readonly Result[]>,
): void {
  const port = must(parentPort, "this file runs in a thread");
  const asked = workerData as Asked;
  void measure(asked, (sentence) => (asked.json ? undefined : console.log(sentence)))
    .then((results): Ending => ({ done: { results } satisfies Measured }))
    .catch(endingBy)
    .then((ending) => port.postMessage(ending));
}

import { setTimeout as sleep } from "node:timers/promises";

/** What the server refused, and would refuse again. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

const ATTEMPTS = 12;
const FIRST_PAUSE_MILLISECONDS = 5;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/** Does what may be done again until it succeeds, with pauses that double; gives up where it is refused. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RefusedError || attempt === ATTEMPTS) throw error;
      await sleep(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** attempt, LONGEST_PAUSE_MILLISECONDS));
    }
  }
}

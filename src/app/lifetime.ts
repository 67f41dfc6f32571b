import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/**
 * How long the work for one request is worth doing. A query ends when its client goes away or its time runs out; a
 * mutation is never watched and runs to its end, whoever still listens.
 */
export class Lifetime {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private timeIsUp = false;

  constructor(private readonly response: ServerResponse) {
    // Each statement of the query listens until it has ended: many are no leak.
    setMaxListeners(0, this.controller.signal);
  }

  /** aborted at the end of the query; its SQL is then cancelled */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get ranOutOfTime(): boolean {
    return this.timeIsUp;
  }

  watch(timeoutMilliseconds: number): void {
    if (this.response.destroyed) return this.controller.abort();
    this.response.once("close", this.onClose);
    this.timer = setTimeout(() => {
      this.timeIsUp = true;
      this.controller.abort();
    }, timeoutMilliseconds);
  }

  /** The work is done: nothing is left to cancel. */
  end(): void {
    clearTimeout(this.timer);
    this.response.off("close", this.onClose);
  }

  private readonly onClose = (): void => this.controller.abort();
}

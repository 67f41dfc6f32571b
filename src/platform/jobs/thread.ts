import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { GraphQLError } from "graphql";
import { type ErrorCode, isErrorCode, refusal } from "../graphql/errors";
import { describeError } from "../log/describe-error";

/** What a thread says when it has ended: exactly one of both. */
export interface Ending {
  readonly done?: object;
  /** an error's name and message: the error itself does not cross threads whole */
  readonly failed?: { readonly name: string; readonly message: string; readonly stack: string };
  /** what is wrong with what was asked for: the caller may be told */
  readonly refused?: { readonly code: ErrorCode; readonly message: string };
}

/** What a thread says of what it ended with: a failure as a log may hold it, since a queue keeps it, too. */
export function endingBy(error: unknown): Ending {
  if (error instanceof GraphQLError && isErrorCode(error.extensions.code)) {
    return { refused: { code: error.extensions.code, message: error.message } };
  }
  const { name, message, at } = describeError(error);
  return { failed: { name, message, stack: `${name}: ${message}\n${at}` } };
}

const PATIENCE_MILLISECONDS = 3_000;
/** Room for what is new, of which most stays, as rows that are read do: the less room, the more often it is moved. */
const YOUNG_MEGABYTES = 192;
/** What the parent says to the thread. */
export const INTERRUPT = "interrupt";

/**
 * Runs a file in a thread of its own, so that its computing keeps no request waiting. When the signal aborts, the thread is
 * asked to undo what is half done, and ended if it does not.
 *
 * @param file a module that posts one Ending to its parent
 * @throws what the thread refused, or failed with
 */
export async function inThread(file: string, workerData: object, signal: AbortSignal): Promise<object> {
  signal.throwIfAborted();
  const thread = new Worker(file, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
  let forced: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    thread.postMessage(INTERRUPT);
    forced = setTimeout(() => void thread.terminate(), PATIENCE_MILLISECONDS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  let ending: Ending = { failed: { name: "Error", message: "The thread ended without a word.", stack: "" } };
  thread.on("message", (said: Ending) => (ending = said));
  try {
    await once(thread, "exit");
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearTimeout(forced);
  }
  if (ending.done) return ending.done;
  if (ending.refused) throw refusal(ending.refused.code, ending.refused.message);
  throw Object.assign(new Error(ending.failed?.message), ending.failed);
}

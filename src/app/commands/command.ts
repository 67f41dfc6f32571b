import { setMaxListeners } from "node:events";
import { type Day, isDay } from "../../kernel/calendar";

/** What a command hands back: lines for people, or the same as data for `--json`. */
export interface Outcome {
  readonly text: string;
  readonly json: unknown;
}

/** Sentences about progress go to standard error: standard output holds the outcome only. */
export const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};

/** @throws naming the option */
export function dayFrom(option: string, text: string): Day {
  if (isDay(text)) return text;
  throw new Error(`${option} takes a day such as 2026-06-30, and was given ${text}.`);
}

/** Exit codes of a process ended by a signal, as shells count them. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a command's work to its end, prints the outcome, and turns an error into one sentence and a non-zero exit code.
 * An interrupt aborts the signal: the work must then undo what is half done and throw.
 */
export async function runCommand(
  options: { readonly json?: boolean },
  work: (signal: AbortSignal) => Promise<Outcome>,
): Promise<void> {
  const controller = new AbortController();
  // Every statement of the command listens, and there may be many at once.
  setMaxListeners(0, controller.signal);
  for (const [name, code] of Object.entries(INTERRUPTED)) {
    process.once(name, () => {
      process.exitCode = code;
      controller.abort(new Error(`Interrupted by ${name}.`));
    });
  }
  try {
    const outcome = await work(controller.signal);
    process.stdout.write(`${options.json ? JSON.stringify(outcome.json) : outcome.text}\n`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode ||= 1;
  }
}

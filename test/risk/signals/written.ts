import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";
import type { Signal } from "../../../src/risk/signals/signal";

const FOLDER = join(__dirname, "../../../src/risk/signals");

const isSignal = (value: unknown): value is Signal => typeof value === "object" && value !== null && "judge" in value;

/** Every signal that is written in the folder, listed or not, with the file that it stands in. */
export const WRITTEN: readonly (readonly [file: string, signal: Signal])[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    Object.values(jest.requireActual<Record<string, unknown>>(join(FOLDER, file)))
      .filter(isSignal)
      .map((signal) => [file, signal] as const),
  );

/** The signal of a code; a code without one fails the test that asks. */
export function written(code: SignalCode): Signal {
  const found = WRITTEN.find(([, signal]) => signal.code === code);
  if (!found) throw new Error(`No file in ${FOLDER} holds the signal ${code}: write it, or take the code off.`);
  return found[1];
}

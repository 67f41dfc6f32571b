import { destination, type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from "pino";
import { describeError } from "./describe-error";

export type Log = Logger;

/** What never stands in a log, itself or in an object that is logged whole: tokens, and what people are paid. */
const SECRETS = ["authorization", "token", "variables", "parameters", "pay", "amount", "amountMinor", "salary"];

/** One write at a time: while it runs, further lines wait for the next. What waits at the end is written then. */
const standardOutput = (): DestinationStream => destination({ dest: 1, sync: false });

/** One line of JSON per event, to standard output unless told otherwise. */
export function makeLog(level: LevelWithSilent, to: DestinationStream = standardOutput()): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
    serializers: { error: describeError },
  };
  return pino(options, to);
}

import { addDays, type Day, type Period } from "../kernel/calendar";
import { cutInto, type Interval } from "../kernel/interval";
import { refusal } from "../platform/graphql/errors";

/** Ten years of months. */
const MOST_PARTS = 120;

/**
 * The part of a period that a day knows: what lies behind it has not happened.
 *
 * @throws BAD_USER_INPUT when the period is empty, begins after that day, or has more parts than a report holds
 */
export function knownPeriod({ start, end }: Period, asOf: Day, by: Interval): Period {
  if (end <= start) throw refusal("BAD_USER_INPUT", `period: its end ${end} must come after its start ${start}.`);
  if (start > asOf) {
    throw refusal("BAD_USER_INPUT", `period: it starts on ${start}, after asOf ${asOf}, and nothing of it is known.`);
  }
  const tomorrow = addDays(asOf, 1);
  return checkParts({ start, end: end < tomorrow ? end : tomorrow }, by);
}

/** @throws BAD_USER_INPUT when a span has more parts than a report holds */
export function checkParts(span: Period, by: Interval): Period {
  const parts = cutInto(by, span).length;
  if (parts <= MOST_PARTS) return span;
  throw refusal(
    "BAD_USER_INPUT",
    `period: ${span.start} to ${span.end} has ${parts} parts by ${by}; ask for at most ${MOST_PARTS}, or for longer ones.`,
  );
}

import { compare } from "../../kernel/compare";
import { groupBy } from "../../kernel/group-by";
import { minor, type Minor } from "../../kernel/money";
import { keyText, type Line } from "./line";
import type { PaidKind, PaidLine, PeriodInput } from "./person";

/** Follow from what happened after the period they are for: the first line of a key is none of a prior period. */
const LATE: readonly PaidKind[] = ["RELEASE", "FORFEIT", "CLAWBACK"];
/** Computed for a period as it is known now, so that one that is not there any more should be 0. */
const RECOMPUTED: readonly PaidKind[] = [
  ...(["TARGET_BONUS", "COMMISSION", "EVENT_BONUS", "TEAM_POOL"] as const),
  ...(["HOLD", "RELEASE", "CLAWBACK"] as const),
];

/**
 * What is left to pay of what should be paid in all.
 *
 *     line = should − Σ paid        of the same key
 *
 * What was never paid for the period that is paid now stands as it is. Any other difference becomes a `PRIOR_PERIOD` line that
 * names the line it corrects, so that running again after locking pays nothing. Source: domain §5, *Late facts*.
 *
 * @param should the lines of all periods that were recomputed
 */
export function differences(
  should: readonly Line[],
  paid: readonly PaidLine[],
  now: PeriodInput,
  before: readonly PeriodInput[],
): Line[] {
  if (paid.length === 0 && before.length === 0) return [...should];
  const paidFor = groupBy(paid, keyText);
  const lines: Line[] = [];
  for (const line of should) {
    const key = keyText(line);
    const others = paidFor.get(key);
    paidFor.delete(key);
    const isFirst = line.forPeriod.start === now.period.start || LATE.includes(line.of);
    if (!others && isFirst) lines.push(line);
    else lines.push(...correction(line, line.amount, line, others ?? []));
  }
  const recomputed = new Set([now, ...before].map(({ period }) => period.start));
  for (const others of paidFor.values()) {
    const [first] = others as [PaidLine, ...PaidLine[]];
    const isGone = RECOMPUTED.includes(first.of) && recomputed.has(first.forPeriod.start);
    if (isGone) lines.push(...correction(first, minor(0), null, others));
  }
  return lines;
}

/** @returns none where nothing differs */
function correction(
  { plan, component, of, forPeriod, credit, earningCode, currency }: PaidLine | Line,
  should: Minor,
  recomputed: Line | null,
  paid: readonly PaidLine[],
): Line[] {
  const amount = minor(paid.reduce((left, line) => left - line.amount, should as bigint));
  if (amount === 0n) return [];
  const inOrder = [...paid].sort((a, b) => compare(a.paidIn.start, b.paidIn.start) || compare(a.id, b.id));
  const trace = {
    kind: "PRIOR_PERIOD",
    recomputed: recomputed?.trace ?? null,
    paid: inOrder.map((line) => ({ line: line.externalId, amount: line.amount })),
  } as const;
  const key = { plan, component, of, forPeriod, credit };
  return [{ ...key, kind: "PRIOR_PERIOD", earningCode, currency, amount, corrects: inOrder[0]?.id ?? null, trace }];
}

import type { Day } from "../../kernel/calendar";
import { minor, type Minor } from "../../kernel/money";
import { decimal, rounded } from "./exact";
import type { Fates, PaidCredit } from "./per-credit";
import type { Hold, OnLeave } from "./plan";
import { type Proof, proofOf } from "./retained";
import type { ForfeitTrace, HoldTrace, ReleaseTrace } from "./trace";

/** A line about what is held. What all lines for a credit take away is still held of it, or forfeited. */
export interface HeldLine {
  readonly amount: Minor;
  readonly trace: HoldTrace | ReleaseTrace | ForfeitTrace;
}

export type HoldReader = (paid: PaidCredit, fates: Fates) => readonly HeldLine[];

export const NOT_HELD: readonly HeldLine[] = [];

/**
 * "A part of new-business pay held until the customer proves retained (first renewal, second purchase, N months), then
 * released or forfeited." A hold is a line below 0 and its release the same above 0; a forfeit is a record of 0. When the
 * person leaves first, the plan says what becomes of it. Source: domain §5.
 */
export function holdReader(hold: Hold, onLeaving: OnLeave["holds"]): HoldReader {
  const { events, part, until } = hold;
  const fraction = decimal(part);
  return ({ credit, attributed, amount: paid }, fates) => {
    if (paid <= 0n || credit.customer === null || !events.includes(credit.kind)) return NOT_HELD;
    const amount = rounded({ numerator: paid * fraction.numerator, denominator: fraction.denominator });
    if (amount === 0n) return NOT_HELD;
    const held: HeldLine = { amount: minor(-amount), trace: { kind: "HOLD", credit, attributed, part, until } };
    const end = endOf(proofOf(credit, hold, fates.of(credit.customer), fates.end), fates, onLeaving);
    if (end === null) return [held];
    const trace = { credit, attributed, part, until };
    if (end.kind === "FORFEIT") return [held, { amount: minor(0), trace: { ...trace, ...end } }];
    return [held, { amount, trace: { ...trace, ...end } }];
  };
}

type End = Pick<ReleaseTrace, "kind" | "because" | "on"> | Pick<ForfeitTrace, "kind" | "because" | "on">;

/** What comes first: the customer's proof or loss, or that the person leaves. Null while it is held. */
function endOf(proof: Proof, { leftOn, end }: Fates, onLeaving: OnLeave["holds"]): End | null {
  const leaves = leftOn !== null && leftOn < end && onLeaving !== "KEEP";
  if (leaves && (proof.became === "OPEN" || leftOn < proof.on)) return left(onLeaving, leftOn);
  if (proof.became === "OPEN") return null;
  if (proof.became === "PROVED") return { kind: "RELEASE", because: "PROVED", on: proof.on };
  return { kind: "FORFEIT", because: proof.became, on: proof.on };
}

const left = (onLeaving: "RELEASE" | "FORFEIT", on: Day): End => ({ kind: onLeaving, because: "LEFT", on });

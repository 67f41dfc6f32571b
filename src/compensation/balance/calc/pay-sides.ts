import { minor, type Minor } from "../../../kernel/money";
import type { EventKind } from "../../calc/plan";

/** A customer is won with its first purchase, and kept by each that follows. */
type PaidEvent = EventKind | "FIRST_PURCHASE";

/** A part of locked pay, with what its component pays for. */
export interface PaidPart {
  readonly amount: Minor;
  /** the kind of the event that it was paid for; null of a line that is about none */
  readonly event: string | null;
  /** the events that the component pays for; null where it pays for none */
  readonly events: readonly EventKind[] | null;
  /** the measure that it pays for; null where it pays for none */
  readonly measure: string | null;
}

/** Pay by what it is paid for; in all it is what was paid. */
export interface PaySides {
  readonly winning: Minor;
  readonly keeping: Minor;
  /** for neither, or not to be told apart: draws, adjustments, certifications, profit */
  readonly other: Minor;
}

type Side = keyof PaySides;

const EVENTS: Readonly<Record<PaidEvent, Side>> = {
  NEW: "winning",
  FIRST_PURCHASE: "winning",
  CONVERTED_REFERRAL: "winning",
  RENEWED: "keeping",
  EXPANSION: "keeping",
  PURCHASE: "keeping",
  SAVE: "keeping",
  ON_TIME_RENEWAL: "keeping",
  CERTIFICATION: "other",
};

/** Every other measure tells how well customers are kept. */
const MEASURES: Readonly<Record<string, Side>> = {
  ...{ NEW: "winning", COST_PER_LEAD: "winning", ACQUISITION_COST: "winning" },
  ...{ PROFIT: "other", COST_TO_SERVE: "other", LIFETIME_VALUE: "other", FX: "other" },
};

/** What is paid for winning customers, and what for keeping them. Source: domain §5, *Balance*. */
export function paySidesOf(parts: readonly PaidPart[]): PaySides {
  const sides = { winning: 0n, keeping: 0n, other: 0n };
  for (const part of parts) sides[sideOf(part)] += part.amount;
  return { winning: minor(sides.winning), keeping: minor(sides.keeping), other: minor(sides.other) };
}

function sideOf({ event, events, measure }: PaidPart): Side {
  const known = event === null ? undefined : EVENTS[event as PaidEvent];
  if (known) return known;
  if (measure !== null) return MEASURES[measure] ?? "keeping";
  const sides = new Set((events ?? []).map((kind) => EVENTS[kind]));
  const [only = "other"] = sides;
  return sides.size === 1 ? only : "other";
}

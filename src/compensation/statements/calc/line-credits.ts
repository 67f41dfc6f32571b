import type { Minor } from "../../../kernel/money";
import { attribute } from "../../calc/attribution";
import type { Line } from "../../calc/line";
import { netted } from "../../calc/netted";
import type { CreditedEvent } from "../../calc/person";
import type { CommissionTrace, EventBonusTrace, Trace } from "../../calc/trace";
import { basisOf } from "../../calc/volume";

/** What of a line is paid for one credited event. */
export interface LineCredit {
  readonly credit: CreditedEvent;
  /** what counted of the event, less what of the same period reverses it; its value where it is only counted */
  readonly credited: bigint;
  readonly amount: Minor;
}

/**
 * The events that a line is paid for. "One line per component and period, whose amount is attributed to its credits in
 * proportion to credited value by largest remainder": the parts add up to the line. What is held, released or taken back
 * concerns one event; any other line none. Source: domain §5.
 */
export function creditsOf({ amount, trace }: Pick<Line, "amount" | "trace">): LineCredit[] {
  if (trace.kind === "COMMISSION") return shared(amount, trace, (credit) => basisOf(credit, trace.basis));
  if (trace.kind === "EVENT_BONUS") return shared(amount, trace, ({ share }) => BigInt(share));
  const credit = soleCredit(trace);
  return credit === null ? [] : [{ credit, credited: credit.value, amount }];
}

function shared(
  amount: Minor,
  trace: CommissionTrace | EventBonusTrace,
  weightOf: (credit: CreditedEvent) => bigint,
): LineCredit[] {
  const { credits, weights } = netted(trace.credits, weightOf);
  const { amounts } = attribute(amount, weights);
  return credits.map((credit, place) => ({
    credit,
    credited: trace.kind === "COMMISSION" ? weights[place]! : credit.value,
    amount: amounts[place]!,
  }));
}

function soleCredit(trace: Trace): CreditedEvent | null {
  if (trace.kind === "PRIOR_PERIOD") return trace.recomputed && soleCredit(trace.recomputed);
  return "credit" in trace ? trace.credit : null;
}

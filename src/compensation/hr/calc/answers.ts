/** What HR says of a line. REJECTED and PAID are its end. */
export type AnswerStatus = "ACCEPTED" | "REJECTED" | "PAID";

export interface Answer {
  readonly status: AnswerStatus;
  /** why it was sent back; null unless REJECTED */
  readonly reason: string | null;
  /** under which payroll books the payment; null where it has none, never with PAID */
  readonly reference: string | null;
}

export type Verdict =
  { readonly kind: "NEW" } | { readonly kind: "REPEATED" } | { readonly kind: "REFUSED"; readonly because: string };

/**
 * Whether an answer adds to what was answered before, in order: nothing → ACCEPTED → REJECTED or PAID, or at once to the end.
 *
 * An answer that was recorded already may come again at any time, as requests do whose response was lost: it changes nothing.
 */
export function judge(given: Answer, recorded: readonly Answer[]): Verdict {
  const before = recorded.find(({ status }) => status === given.status);
  if (before) {
    if (before.reason === given.reason && before.reference === given.reference) return { kind: "REPEATED" };
    return { kind: "REFUSED", because: `was answered ${told(before)} before, now ${told(given)}` };
  }
  const last = recorded.at(-1);
  if (!last || last.status === "ACCEPTED") return { kind: "NEW" };
  return { kind: "REFUSED", because: `was answered ${told(last)}, and that is final` };
}

function told({ status, reason, reference }: Answer): string {
  const details = [reason && `for the reason "${reason}"`, reference && `with the reference "${reference}"`];
  return [status, ...details.filter(Boolean)].join(" ");
}

import { minor, type Minor } from "../../kernel/money";
import { isLeaving } from "./draw";
import type { Line } from "./line";
import type { PaidLine, PersonInput } from "./person";
import { isPaidBefore, paidNow, settling, sumOf } from "./settled";

/** What HR books as carried from one period to another. */
const EARNING_CODE = "BALANCE";

/** What a person owes from period to period in one currency. */
export interface Carried {
  readonly lines: readonly Line[];
  /** behind this period; 0 or below */
  readonly carried: Minor;
}

const NOTHING: Carried = { lines: [], carried: minor(0) };

/**
 * "A person's period total to HR is ≥ 0; the rest carries as a balance, which on leaving is reported, never deducted
 * automatically."
 *
 *     BROUGHT_FORWARD   − carried before        none when the person leaves
 *     CARRIED_FORWARD   − (total + brought)     where that is below 0
 *
 * Source: domain §5.
 *
 * @param total of the period in the currency, what is paid already included
 */
export function carriedOver(person: PersonInput, currency: string, total: Minor): Carried {
  if (person.paid.length === 0 && total >= 0n) return NOTHING;
  const isCarried = ({ of }: PaidLine): boolean => of === "CARRIED_FORWARD" || of === "BROUGHT_FORWARD";
  const before = sumOf(
    person.paid.filter(
      (line) => line.currency === currency && isCarried(line) && isPaidBefore(line, person.now.period),
    ),
  );
  const brought = isLeaving(person) ? 0n : -before;
  const left = minor(total + brought);
  const forward = left < 0n ? -left : 0n;
  const line = (of: "CARRIED_FORWARD" | "BROUGHT_FORWARD", should: bigint): Line[] => {
    const paid = paidNow(person, currency, of);
    const trace =
      of === "CARRIED_FORWARD" ? { kind: of, total: left, paid } : { kind: of, carried: minor(-brought), paid };
    const amount = minor(should - paid);
    return settling(person, { plan: null, of, earningCode: EARNING_CODE, currency, amount, trace });
  };
  return {
    lines: [...line("CARRIED_FORWARD", forward), ...line("BROUGHT_FORWARD", brought)],
    carried: minor(-(before + brought + forward)),
  };
}

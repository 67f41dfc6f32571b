import { minor, type Minor } from "../../kernel/money";
import { type DueRenewal, isDecided } from "../../value/renewals/calc/due-renewal";
import type { Share } from "../credit/calc/share";
import type { Facts, Part } from "./measure";

/** What was kept of what was due, over a customer's decided renewals; null when none is decided. */
export function valueOf({ due }: Facts["renewals"], share: Share, kept: (renewal: DueRenewal) => Minor): Part | null {
  const decided = due.filter(isDecided);
  if (decided.length === 0) return null;
  const sum = (of: (renewal: DueRenewal) => Minor): Minor => minor(decided.reduce((total, one) => total + of(one), 0n));
  return { numerator: share.of(sum(kept)), denominator: share.of(sum((one) => one.due)) };
}

import { must } from "../../kernel/invariant";
import { minor, type Minor } from "../../kernel/money";
import { amountOfPart } from "./attribution";
import { byTiers, fraction, goalOf, inMinor, modified, payoutOf, sharedByDays, targetOf, whole } from "./by-hand";
import { decimal, type Fraction, minus, over, plus, rounded, times, ZERO } from "./exact";
import type { Stored, StoredTrace } from "./stored-trace";
import type {
  ClawbackTrace,
  CommissionTrace,
  DrawTrace,
  EventBonusTrace,
  Part,
  TargetBonusTrace,
  TeamPoolTrace,
} from "./trace";

/**
 * A line's amount, worked out again from its trace alone: with the same facts, the same plan and the same rounding, but by
 * other steps than the calculation's. Of no use of a trace is made but what it says: neither its unrounded amount nor anything
 * that was decided on the way.
 *
 * @param trace as it is stored
 */
export function amountOfTrace(trace: StoredTrace): Minor {
  switch (trace.kind) {
    case "TARGET_BONUS":
      return rounded(modified(targetBonus(trace), trace.modifiers, trace.currency));
    case "COMMISSION":
      return rounded(modified(commission(trace), trace.modifiers, trace.currency));
    case "EVENT_BONUS":
      return rounded(modified(eventBonus(trace), trace.modifiers, trace.currency));
    case "TEAM_POOL":
      return partOf({ ...trace.part, amount: `${rounded(modified(pool(trace), trace.modifiers, trace.currency))}` });
    case "HOLD":
      return minor(-heldOf(trace));
    case "RELEASE":
      return heldOf(trace);
    case "FORFEIT":
      return minor(0);
    case "CLAWBACK":
      return clawback(trace);
    case "PRIOR_PERIOD": {
      const should = trace.recomputed === null ? 0n : amountOfTrace(trace.recomputed);
      return minor(trace.paid.reduce((left, { amount }) => left - BigInt(amount), should as bigint));
    }
    case "ADJUSTMENT":
      return minor(BigInt(trace.amount));
    case "DRAW":
      return minor(atLeast0(drawOf(trace) - BigInt(trace.earned)) - BigInt(trace.paid));
    case "DRAW_RECOVERY":
      return minor(-least(BigInt(trace.owed), BigInt(trace.beyond)) - BigInt(trace.paid));
    case "CARRIED_FORWARD":
      return minor(atLeast0(-BigInt(trace.total)) - BigInt(trace.paid));
    case "BROUGHT_FORWARD":
      return minor(-BigInt(trace.carried) - BigInt(trace.paid));
  }
}

/** target × weight × curve */
const targetBonus = ({ targets, weight, reading, curve, ifNull }: Stored<TargetBonusTrace>): Fraction =>
  times(times(targetOf(targets), decimal(weight)), payoutOf(reading, curve, ifNull));

function commission(trace: Stored<CommissionTrace>): Fraction {
  const { credits, basis, accumulate, tiers, currency } = trace;
  const earns = (volume: bigint): Fraction => byTiers(whole(volume), tiers, goalOf(trace.goal), currency);
  const values = credits.map(({ value, profit }) => BigInt(basis === "REVENUE" ? value : (profit ?? 0)));
  const sum = sumOf(values);
  const earlier = BigInt(trace.earlier);
  if (accumulate !== "EVENT") return minus(earns(earlier + sum), earns(earlier));
  const here = new Set(credits.map(({ id }) => id));
  const headOf = (at: number): string => {
    const { id, reverses } = credits[at]!;
    return reverses !== null && here.has(reverses) ? reverses : id;
  };
  const heads = [...new Set(credits.map((_, at) => headOf(at)))];
  return heads.map((head) => earns(sumOf(values.filter((_, at) => headOf(at) === head)))).reduce(plus, ZERO);
}

/** amount × (Σ shares, at most so many), of the year less what came before */
function eventBonus({ credits, amount, upTo, earlier, currency }: Stored<EventBonusTrace>): Fraction {
  const shares = credits.reduce((sum, { share }) => sum + share, earlier);
  const counted = (share: number): number => (upTo === null ? share : Math.min(share, 10_000 * upTo.count));
  return over(times(inMinor(amount, currency), whole(counted(shares) - counted(earlier))), whole(10_000));
}

function pool({ fund, under, targets, reading, curve, ifNull, currency }: Stored<TeamPoolTrace>): Fraction {
  const all = targets === null ? null : fraction(targets);
  const whenPaid =
    fund.of === "AMOUNT"
      ? sharedByDays(inMinor(fund.amount, currency), under)
      : times(must(all, "targets"), decimal(fund.part));
  return times(whenPaid, payoutOf(reading, curve, ifNull));
}

const heldOf = ({ attributed, part }: { readonly attributed: Stored<Part>; readonly part: string }): Minor =>
  rounded(times(whole(partOf(attributed)), decimal(part)));

function clawback({ rated, attributed, held, months, served }: Stored<ClawbackTrace>): Minor {
  const base = least(partOf(rated), partOf(attributed) - BigInt(held));
  return rounded(over(times(whole(-base), whole(months - served)), whole(months)));
}

const drawOf = ({ draw, days, of, currency }: Stored<DrawTrace>): bigint =>
  rounded(over(times(inMinor(draw, currency), whole(days)), whole(of)));

const partOf = ({ amount, weight, whole: all, unit }: Stored<Part>): Minor =>
  amountOfPart({ amount: minor(BigInt(amount)), weight: BigInt(weight), whole: BigInt(all), unit });

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const atLeast0 = (value: bigint): bigint => (value > 0n ? value : 0n);

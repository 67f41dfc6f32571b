import { type Attributed, attribute } from "./attribution";
import { broken, must } from "../../kernel/invariant";
import { curveReader } from "./curve";
import { decimal, type Fraction, plus, rounded, times, unitOf, ZERO } from "./exact";
import { lengthOf } from "./enrolment";
import type { Facts } from "./facts";
import { inOrder } from "./in-order";
import { modifiersOf, partOf } from "./modifiers";
import type { PeriodInput, Pool, PoolMember, PoolSpan } from "./person";
import type { Plan, TeamPool } from "./plan";
import type { Earned, Earning } from "./ready";
import { figureOf, read } from "./reading";
import type { TeamPoolTrace } from "./trace";

/**
 * A pool funded by a team's measure, and the person's part of it.
 *
 *     pool = fund × curve(reading), rounded        fund: this version's part of an amount, or Σ prorated targets × part
 *     part = pool × weight ÷ Σ weights             weight: days on the team, or target × days
 *
 * "A pool funded by a team's measure, shared `EQUAL` or `BY_TARGET`, prorated by days on the team, leavers included." Shared
 * by largest remainder, ties by external id: the parts of all add up to the pool. Source: domain §5.
 */
export function teamPool(component: TeamPool, plan: Plan): Earning {
  const { code, fund, ifNull, shared } = component;
  const { currency } = plan;
  const sharing = sharingOf(component, plan);
  const earnIn = (pool: Pool, own: Facts): Earned => {
    const { places, shares, targets, filled, reports } = sharing(pool, own);
    const { reading, curve, unrounded, modifiers } = filled;
    for (const [problem, about] of reports) own.report(problem, about);
    const place = places.get(own.repId);
    if (place === undefined) throw broken(`rep ${own.repId} is not in the pool of team ${pool.team}`);
    const trace: TeamPoolTrace = {
      kind: "TEAM_POOL",
      currency,
      team: pool.team,
      fund,
      under: pool.under,
      targets,
      reading,
      curve,
      ifNull,
      modifiers,
      unrounded,
      shared,
      part: shares.parts[place]!,
    };
    return { team: pool.team, amount: shares.amounts[place]!, rated: null, trace };
  };
  return (facts) => {
    const earned: Earned[] = [];
    for (const pool of facts.input.pools) {
      if (pool.plan === facts.enrolment.plan && pool.component === code) earned.push(earnIn(pool, facts));
    }
    return earned;
  };
}

type FilledPool = Pick<TeamPoolTrace, "reading" | "curve" | "unrounded" | "modifiers">;

/** What a team's pool comes to, behind its modifiers. */
function poolReader(
  { fund, input, curve, ifNull, modifiers }: TeamPool,
  currency: string,
): (targets: Fraction | null, facts: Facts) => FilledPool {
  const fundOf = fundReader(fund, currency);
  const payoutOf = curveReader(curve);
  const whenNull = decimal(ifNull);
  const modify = modifiersOf(modifiers, currency);
  return (targets, facts) => {
    const reading = read(input, facts);
    const figure = figureOf(reading);
    const payout = figure === null ? null : payoutOf(figure);
    const { amount, traces } = modify(times(fundOf(targets, facts.under), payout?.factor ?? whenNull), facts);
    return { reading, curve: payout?.used ?? null, unrounded: amount, modifiers: traces };
  };
}

/** What is the same for everybody in a pool. */
interface SharedPool {
  /** by rep */
  readonly places: ReadonlyMap<string, number>;
  readonly shares: Attributed;
  /** Σ of the prorated targets; null of a fixed fund */
  readonly targets: Fraction | null;
  readonly filled: FilledPool;
  /** what is missing, to be told of everybody */
  readonly reports: readonly Parameters<Facts["report"]>[];
}

/** Everybody in a pool is given the same object: what it comes to, and what each takes of it, is worked out once. */
function sharingOf(component: TeamPool, { currency, onLeave }: Plan): (pool: Pool, own: Facts) => SharedPool {
  const { fund, shared } = component;
  const fill = poolReader(component, currency);
  const isLeaveLeftOut = onLeave.pools === "NOT_COUNTED";
  const seen = new WeakMap<Pool, SharedPool>();
  return (pool, own) => {
    const before = seen.get(pool);
    if (before) return before;
    const members = inOrder(pool.members, ({ externalId }) => externalId);
    const lengths = lengthsIn(own.input);
    const ofMembers = members.map((member) => targetOf(member, lengths, isLeaveLeftOut));
    const weights =
      shared === "EQUAL" ? members.map((member) => BigInt(daysOf(member, isLeaveLeftOut))) : overOne(ofMembers);
    const targets = fund.of === "AMOUNT" ? null : ofMembers.reduce(plus);
    const reports: Parameters<Facts["report"]>[] = [];
    const filled = fill(
      targets,
      factsOfTeam(own, pool, (...told) => void reports.push(told)),
    );
    const places = new Map<string, number>();
    for (const { repId } of members) places.set(repId, places.size);
    const found = { places, shares: attribute(rounded(filled.unrounded), weights), targets, filled, reports };
    seen.set(pool, found);
    return found;
  };
}

/** @returns the fund, in minor units, of the sum of the targets */
function fundReader(
  fund: TeamPool["fund"],
  currency: string,
): (targets: Fraction | null, under: Facts["under"]) => Fraction {
  if (fund.of === "TARGETS") {
    const part = decimal(fund.part);
    return (targets) => times(must(targets, "targets"), part);
  }
  const amount = times(decimal(fund.amount), { numerator: unitOf(currency), denominator: 1n });
  return (_targets, under) => partOf(amount, under);
}

/** The team's figures stand for all of the period, whoever was there for a part of it only. */
function factsOfTeam(facts: Facts, { measures, quotas, under }: Pool, report: Facts["report"]): Facts {
  return { ...facts, measures, quotas, under, report, planDays: facts.enrolment.days.of };
}

/** The days of a member that count. */
const daysOf = ({ spans }: PoolMember, isLeaveLeftOut: boolean): number =>
  spans.reduce((sum, { days, leaveDays }) => sum + (isLeaveLeftOut ? days - leaveDays : days), 0);

/** The parts of its targets that they make. */
function targetOf({ spans }: PoolMember, lengths: Lengths, isLeaveLeftOut: boolean): Fraction {
  let sum: Fraction | null = null;
  for (const { target, targetPer, days, leaveDays } of spans) {
    const counted = BigInt(isLeaveLeftOut ? days - leaveDays : days);
    const part = { numerator: target * counted, denominator: lengths[targetPer] };
    sum = sum === null ? part : plus(sum, part);
  }
  return sum ?? ZERO;
}

/** The days that a target is for. */
type Lengths = Readonly<Record<PoolSpan["targetPer"], bigint>>;

const lengthsIn = ({ period, year }: PeriodInput): Lengths => ({
  PERIOD: BigInt(lengthOf(period)),
  YEAR: BigInt(lengthOf(year)),
});

/** The numerators over a denominator that is the same for all. */
function overOne(fractions: readonly Fraction[]): bigint[] {
  const isOver = (all: bigint, one: bigint): boolean => all === one || all % one === 0n;
  const denominator = fractions.reduce((all, one) => (isOver(all, one.denominator) ? all : all * one.denominator), 1n);
  return fractions.map((one) =>
    one.denominator === denominator ? one.numerator : (one.numerator * denominator) / one.denominator,
  );
}

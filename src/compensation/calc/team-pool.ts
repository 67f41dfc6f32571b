import { amountOfPart, attribute } from "./attribution";
import { daysIn } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { curveReader } from "./curve";
import { decimal, type Fraction, rounded, times, unitOf } from "./exact";
import type { Facts } from "./facts";
import { modifiersOf } from "./modifiers";
import type { PeriodInput, Pool, PoolMember } from "./person";
import type { Plan, TeamPool } from "./plan";
import type { Earned, ReadyComponent } from "./ready";
import { figureOf, read } from "./reading";

/**
 * A pool funded by a team's measure, and the person's part of it.
 *
 *     pool = fund × curve(reading), rounded        fund: an amount, or Σ prorated targets × part
 *     part = pool × weight ÷ Σ weights             weight: days on the team, or target × days
 *
 * "A pool funded by a team's measure, shared `EQUAL` or `BY_TARGET`, prorated by days on the team, leavers included." Shared
 * by largest remainder, ties by external id: the parts of all add up to the pool. Source: domain §5.
 */
export function teamPool(component: TeamPool, { currency, onLeave }: Plan): ReadyComponent {
  const { code, fund, input, ifNull, shared } = component;
  const fundOf = fundReader(fund, currency);
  const payoutOf = curveReader(component.curve);
  const whenNull = decimal(ifNull);
  const modify = modifiersOf(component.modifiers, currency);

  const earnIn = (pool: Pool, own: Facts): Earned => {
    const members = [...pool.members].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
    const prorated = members.map((member) => proratedTo(member, own.input, onLeave.pools === "NOT_COUNTED"));
    const facts = factsOfTeam(own, pool);
    const reading = read(input, facts);
    const figure = figureOf(reading);
    const payout = figure === null ? null : payoutOf(figure);
    const targets = fund.of === "AMOUNT" ? null : sumOf(prorated.map(({ target }) => target));
    const { amount: unrounded, traces: modifiers } = modify(times(fundOf(targets), payout?.factor ?? whenNull), facts);
    const weights =
      shared === "EQUAL" ? prorated.map(({ days }) => days) : overOne(prorated.map(({ target }) => target));
    const at = members.findIndex(({ repId }) => repId === own.repId);
    const part = must(attribute(rounded(unrounded), weights)[at], `a place in the pool of team ${pool.teamId}`);
    const amount: Fraction = { numerator: amountOfPart(part), denominator: 1n };
    const trace = { kind: "TEAM_POOL", currency, teamId: pool.teamId, fund, targets, reading, ifNull, shared } as const;
    const rest = { curve: payout?.used ?? null, modifiers, unrounded, part };
    return { team: pool.teamId, unrounded: amount, rated: amount, trace: { ...trace, ...rest } };
  };
  return {
    component,
    earn: (facts) =>
      facts.input.pools
        .filter((pool) => pool.plan === facts.enrolment.plan && pool.component === code)
        .map((pool) => earnIn(pool, facts)),
  };
}

/** @returns the fund, in minor units, of the sum of the targets */
function fundReader(fund: TeamPool["fund"], currency: string): (targets: Fraction | null) => Fraction {
  if (fund.of === "TARGETS") {
    const part = decimal(fund.part);
    return (targets) => times(must(targets, "targets"), part);
  }
  const amount = times(decimal(fund.amount), { numerator: unitOf(currency), denominator: 1n });
  return () => amount;
}

/** The team's figures stand for all of the period, whoever was there for a part of it only. */
function factsOfTeam(facts: Facts, { measures, quotas }: Pool): Facts {
  const { of } = facts.enrolment.days;
  return { ...facts, measures, quotas, enrolment: { ...facts.enrolment, days: { days: of, of } } };
}

/** What of a member counts: its days, and the part of its target that they make. */
function proratedTo(
  { target, targetPer, days, leaveDays }: PoolMember,
  { period, year }: PeriodInput,
  isLeaveLeftOut: boolean,
): { readonly days: bigint; readonly target: Fraction } {
  const counted = BigInt(isLeaveLeftOut ? days - leaveDays : days);
  const of = BigInt(daysIn(targetPer === "YEAR" ? year : period));
  return { days: counted, target: { numerator: target * counted, denominator: of } };
}

/** The numerators over a denominator that is the same for all. */
function overOne(fractions: readonly Fraction[]): bigint[] {
  const denominator = fractions.reduce((all, one) => (all % one.denominator === 0n ? all : all * one.denominator), 1n);
  return fractions.map((one) => (one.numerator * denominator) / one.denominator);
}

function sumOf(fractions: readonly Fraction[]): Fraction {
  const denominator = fractions.reduce((all, one) => (all % one.denominator === 0n ? all : all * one.denominator), 1n);
  return { numerator: overOne(fractions).reduce((sum, one) => sum + one, 0n), denominator };
}

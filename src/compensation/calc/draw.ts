import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import { minor, type Minor } from "../../kernel/money";
import { enrolmentIn } from "./enrolment";
import { decimal, rounded, unitOf } from "./exact";
import type { Line } from "./line";
import type { PaidLine, PersonInput } from "./person";
import type { Draw } from "./plan";
import { byPlan } from "./period-lines";
import { type Plans, readyOf } from "./ready-plan";
import { isPaidBefore, paidNow, settling, sumOf } from "./settled";
import type { Days } from "./prorated";

/** The draw of one plan that somebody is under. */
interface OwnDraw extends Days {
  readonly version: string;
  readonly draw: Draw;
  /** prorated by the days that are paid */
  readonly amount: Minor;
}

/**
 * Tops earnings of a currency up to the draw, or recovers what was topped up before.
 *
 *     DRAW            draw − earned              where earned < draw
 *     DRAW_RECOVERY   − min(owed, earned − draw)  where earned > draw; none when the person leaves
 *
 * What is taken back beyond 0 is not topped up: a draw is no way around a clawback. Source: domain §5; Siebel.
 *
 * @param earned of the period in the currency, before draws, what is paid already included
 */
export function drawLines(person: PersonInput, plans: Plans, currency: string, earned: Minor): Line[] {
  const lines: Line[] = [];
  let beyond = minor(earned > 0n ? earned : 0);
  for (const own of drawsOf(person, plans, currency)) {
    lines.push(...topUp(own, person, currency, beyond));
    beyond = minor(beyond > own.amount ? beyond - own.amount : 0);
  }
  return isLeaving(person) || person.paid.length === 0
    ? lines
    : [...lines, ...recoveries(person, plans, currency, beyond)];
}

/** Whoever leaves is told what it owes; nothing of it is deducted by itself. Source: domain §5. */
export const isLeaving = ({ leftOn, now }: PersonInput): boolean => leftOn !== null && leftOn <= now.period.end;

function drawsOf({ now }: PersonInput, plans: Plans, currency: string): OwnDraw[] {
  const draws: OwnDraw[] = [];
  for (const spans of byPlan(now.enrolments)) {
    const { plan, version } = readyOf(spans[0]!.plan, plans);
    const enrolment = plan.draw && plan.currency === currency ? enrolmentIn(now, spans) : null;
    if (!plan.draw || enrolment === null) continue;
    const unpaid = plan.onLeave.draws === "UNPAID" ? now.leaveDays : 0;
    const days = Math.max(0, enrolment.days.days - unpaid);
    const { of } = enrolment.days;
    const whole = decimal(plan.draw.amount);
    const numerator = whole.numerator * unitOf(currency) * BigInt(days);
    const amount = rounded({ numerator, denominator: whole.denominator * BigInt(of) });
    draws.push({ version, draw: plan.draw, days, of, amount });
  }
  return draws;
}

/** @param earned what of the earnings no other draw is held against */
function topUp(
  { version, draw, days, of, amount }: OwnDraw,
  person: PersonInput,
  currency: string,
  earned: Minor,
): Line[] {
  const key = { plan: version, of: "DRAW" } as const;
  const paid = paidNow(person, currency, key.of, version);
  const should = amount > earned ? amount - earned : 0n;
  const trace = { kind: "DRAW", currency, draw: draw.amount, days, of, earned, paid } as const;
  return settling(person, { ...key, earningCode: draw.earningCode, currency, amount: minor(should - paid), trace });
}

/** @param beyond what was earned beyond all draws */
function recoveries(person: PersonInput, plans: Plans, currency: string, beyond: Minor): Line[] {
  const lines: Line[] = [];
  let left: bigint = beyond;
  for (const [version, { draw, owed }] of owedBefore(person, plans, currency)) {
    const key = { plan: version, of: "DRAW_RECOVERY" } as const;
    const paid = paidNow(person, currency, key.of, version);
    const should = owed < left ? owed : left;
    const trace = { kind: "DRAW_RECOVERY", owed, beyond: minor(left), paid } as const;
    left -= should;
    const amount = minor(-should - paid);
    lines.push(...settling(person, { ...key, earningCode: draw.earningCode, currency, amount, trace }));
  }
  return lines;
}

/** By plan: what was topped up before this period and not recovered. */
function owedBefore(
  { paid, now }: PersonInput,
  plans: Plans,
  currency: string,
): [version: string, owing: { readonly draw: Draw; readonly owed: Minor }][] {
  const isDraw = ({ of }: PaidLine): boolean => of === "DRAW" || of === "DRAW_RECOVERY";
  const drawn = paid.filter((line) => line.currency === currency && isDraw(line) && isPaidBefore(line, now.period));
  return [...groupBy(drawn, ({ plan }) => must(plan, "a draw is a plan's"))]
    .map(([version, lines]) => ({ version, lines, draw: plans.get(version)?.plan.draw ?? null }))
    .flatMap(({ version, lines, draw }): [string, { draw: Draw; owed: Minor }][] =>
      draw?.recoverable ? [[version, { draw, owed: sumOf(lines) }]] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

import type { Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Pool, PoolMember, PoolSpan } from "../calc/person";
import type { Component, Scope } from "../calc/plan";
import type { ReadyPlan } from "../calc/ready-plan";
import { askedBy } from "./calc/asked";
import { clipped, daysInBoth } from "./calc/days";
import { type Known, NONE } from "./known";
import type { Membership } from "./memberships.queries";
import type { Reader } from "./measures";
import { type Figures, readFigures } from "./own-figures";

/** The members of a team who are under one version of a plan. */
interface Team {
  readonly teamId: string;
  readonly members: readonly PoolMember[];
}

/**
 * The pools of a period, by person: for every version of a plan with a pool and every team one, which all of its members
 * share. On it is who was on the team while it was enrolled, whether it still is or not. The figure is that of the team, in
 * the role in which it serves most customers.
 */
export async function poolsIn(known: Known, figures: Figures): Promise<ReadonlyMap<string, readonly Pool[]>> {
  const asked = new Set(known.people.map(({ repId }) => repId));
  const pools = await Promise.all(
    Array.from(known.plans.values()).flatMap((ready) => {
      const components = ready.plan.components.filter(({ kind }) => kind === "TEAM_POOL");
      if (components.length === 0) return [];
      const teams = teamsUnder(ready.version, known, figures.period);
      const concerned = teams.filter(({ members }) => members.some(({ repId }) => asked.has(repId)));
      return components.flatMap((component) => concerned.map((team) => poolOf(component, ready, team, figures)));
    }),
  );
  const owned = pools.flatMap((pool) => pool.members.map(({ repId }) => ({ repId, pool })));
  const byRep = groupBy(owned, ({ repId }) => repId);
  return new Map([...byRep].map(([rep, all]) => [rep, all.map(({ pool }) => pool)]));
}

async function poolOf(component: Component, { version, plan }: ReadyPlan, team: Team, figures: Figures): Promise<Pool> {
  const { teamId, members } = team;
  const readerOf = (scope: Scope): Reader => ({
    ...{ plan: version, currency: plan.currency, role: null },
    subject: scope === "COMPANY" ? { kind: "COMPANY" } : { kind: "TEAM", id: teamId },
  });
  const read = await readFigures(askedBy(component), readerOf, figures);
  return { plan: version, component: component.code, teamId, ...read, members };
}

/** Who was on which team on days on which it was under a version of a plan. */
function teamsUnder(version: string, { spans, teams, leaves }: Known, period: Period): Team[] {
  const members = [...spans].flatMap(([repId, all]) => {
    const own = all.filter(({ plan }) => plan === version);
    if (own.length === 0) return [];
    const byTeam = groupBy(teams.get(repId) ?? NONE, ({ teamId }) => teamId);
    return [...byTeam].flatMap(([teamId, memberships]) => {
      const counted = own
        .map(({ target, ...days }) => ({ target, ...daysOf(days, memberships, leaves.get(repId) ?? NONE, period) }))
        .filter(({ days }) => days > 0)
        .map((span) => ({ ...span, targetPer: "YEAR" as const }));
      const [{ externalId }] = memberships as [Membership, ...Membership[]];
      return counted.length === 0 ? [] : [{ teamId, member: { repId, externalId, spans: counted } }];
    });
  });
  const byTeam = groupBy(members, ({ teamId }) => teamId);
  return [...byTeam].map(([teamId, all]) => ({ teamId, members: all.map(({ member }) => member) }));
}

type Span = Parameters<typeof clipped>[0];

/** The days of an enrolment that were spent on a team, and those of them on leave. */
function daysOf(
  enrolment: Span,
  memberships: readonly Span[],
  leaves: readonly Span[],
  period: Period,
): Pick<PoolSpan, "days" | "leaveDays"> {
  const enrolled = clipped(enrolment, period);
  if (!enrolled) return { days: 0, leaveDays: 0 };
  const onTeam = memberships.map((one) => clipped(one, enrolled)).filter((one) => one !== null);
  const spent = onTeam.map(({ start, end }) => ({ startsOn: start, endsOn: end }));
  return { days: daysInBoth(spent, [enrolment], period), leaveDays: daysInBoth(spent, leaves, period) };
}

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
  /** the company's own key */
  readonly team: string;
  readonly members: readonly PoolMember[];
  /** that they are on it, together */
  readonly days: number;
}

/**
 * The pools of a period, by person: for every version of a plan with a pool and every team one, which all of its members
 * share. On it is who was on the team while it was enrolled, whether it still is or not. The figure is that of the team, in
 * the role in which it serves most customers.
 */
export async function poolsIn(known: Known, figures: Figures): Promise<ReadonlyMap<string, readonly Pool[]>> {
  const asked = new Set(known.people.map(({ repId }) => repId));
  const plans = [...groupBy([...known.plans.values()], ({ plan }) => plan.code).values()];
  const pools = await Promise.all(
    plans
      .filter((versions) => versions.some(hasPool))
      .flatMap((versions) => {
        const under = versions.flatMap((ready) =>
          teamsUnder(ready.version, known, figures.period).map((team) => ({ ready, team })),
        );
        const daysOn = (teamId: string): number =>
          under.reduce((sum, { team }) => (team.teamId === teamId ? sum + team.days : sum), 0);
        const concerned = under.filter(({ team: { members } }) => members.some(({ repId }) => asked.has(repId)));
        return concerned.flatMap(({ ready, team }) =>
          poolsOf(ready).map((component) => poolOf(component, ready, { ...team, of: daysOn(team.teamId) }, figures)),
        );
      }),
  );
  const owned = pools.flatMap((pool) => pool.members.map(({ repId }) => ({ repId, pool })));
  const byRep = groupBy(owned, ({ repId }) => repId);
  return new Map([...byRep].map(([rep, all]) => [rep, all.map(({ pool }) => pool)]));
}

const poolsOf = ({ plan }: ReadyPlan): Component[] => plan.components.filter(({ kind }) => kind === "TEAM_POOL");
const hasPool = (ready: ReadyPlan): boolean => poolsOf(ready).length > 0;

/** @param team with the days of its members under any version of the plan */
async function poolOf(
  component: Component,
  { version, plan }: ReadyPlan,
  { teamId, team, members, days, of }: Team & { readonly of: number },
  figures: Figures,
): Promise<Pool> {
  const readerOf = (scope: Scope): Reader => ({
    ...{ plan: version, currency: plan.currency, role: null },
    subject: scope === "COMPANY" ? { kind: "COMPANY" } : { kind: "TEAM", id: teamId },
  });
  const read = await readFigures(askedBy(component), readerOf, figures);
  return { plan: version, component: component.code, team, ...read, members, under: { days, of } };
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
      const [{ externalId, team }] = memberships as [Membership, ...Membership[]];
      return counted.length === 0 ? [] : [{ teamId, team, member: { repId, externalId, spans: counted } }];
    });
  });
  const byTeam = groupBy(members, ({ teamId }) => teamId);
  return [...byTeam].map(([teamId, all]) => ({
    teamId,
    team: all[0]!.team,
    members: all.map(({ member }) => member),
    days: all.flatMap(({ member }) => member.spans).reduce((sum, span) => sum + span.days, 0),
  }));
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

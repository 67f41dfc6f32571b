import { minor } from "../../../src/kernel/money";
import type { Pool, PoolMember } from "../../../src/compensation/calc/person";
import type { OnLeave, TeamPool } from "../../../src/compensation/calc/plan";
import { curve, measured, pay, periodInput, plan, WHOLE } from "./given";

const teamPool = (given: Partial<TeamPool> = {}): TeamPool => ({
  ...{ kind: "TEAM_POOL", code: "POOL", name: "Pool", earningCode: "POL", modifiers: [], ifNull: "0", shared: "EQUAL" },
  fund: { of: "AMOUNT", amount: "1000" },
  input: { of: "MEASURE", measure: "CSAT", scope: "TEAM", reads: "VALUE" },
  curve: curve("STEP", "0:0.5 4:1"),
  ...given,
});
const member = (repId: string, days: number, target = 0, leaveDays = 0): PoolMember => ({
  ...{ repId, externalId: `R${repId}` },
  spans: [{ target: minor(target), targetPer: "PERIOD", days, leaveDays }],
});

/** What each member is paid, in the order of the members. */
function shared(
  component: TeamPool,
  members: PoolMember[],
  csat: string | null = "4",
  pools: OnLeave["pools"] = "COUNTED",
) {
  const pool: Pool = {
    ...{ plan: "csm-1", component: "POOL", team: "t", quotas: [], members, under: WHOLE },
    measures: [measured(csat, { measure: "CSAT", scope: "TEAM" })],
  };
  const one = plan([component], { onLeave: { holds: "KEEP", draws: "PAID", pools } });
  const now = periodInput({ pools: [pool] });
  return members.map(({ repId }) => pay(one, { now, repId }).lines[0]!.amount);
}

const byTarget = teamPool({ shared: "BY_TARGET" });

test.each<[string, bigint[], bigint[]]>([
  [
    "equal parts, the first takes the cent",
    shared(teamPool(), [member("1", 90), member("2", 90), member("3", 90)]),
    [333_34n, 333_33n, 333_33n],
  ],
  ["by days on the team, leavers included", shared(teamPool(), [member("1", 90), member("2", 30)]), [750_00n, 250_00n]],
  ["by target × days", shared(byTarget, [member("1", 90, 100_00), member("2", 30, 900_00)]), [250_00n, 750_00n]],
  [
    "the measure of the team decides what there is",
    shared(teamPool(), [member("1", 90), member("2", 90)], "3.9"),
    [250_00n, 250_00n],
  ],
  [
    "nothing measured pays the factor for that",
    shared(teamPool({ ifNull: "0.1" }), [member("1", 90)], null),
    [100_00n],
  ],
  ["days on leave count", shared(teamPool(), [member("1", 90, 0, 60), member("2", 90)]), [500_00n, 500_00n]],
  [
    "or do not, as the plan says",
    shared(teamPool(), [member("1", 90, 0, 60), member("2", 90)], "4", "NOT_COUNTED"),
    [250_00n, 750_00n],
  ],
  [
    "a part of the prorated targets",
    shared(teamPool({ fund: { of: "TARGETS", part: "0.5" }, shared: "BY_TARGET" }), [
      member("1", 90, 100_00),
      member("2", 45, 200_00),
    ]),
    [50_00n, 50_00n],
  ],
])("%s", (_rule, parts, expected) => expect(parts).toEqual(expected));

test("a target that is raised on the way counts with the days of each", () => {
  const raised = { ...member("1", 0), spans: [...member("1", 30, 300_00).spans, ...member("1", 60, 600_00).spans] };
  expect(shared(byTarget, [raised, member("2", 90, 500_00)])).toEqual([500_00n, 500_00n]);
});

test("tells of others no more than what their weights add up to", () => {
  const pool: Pool = {
    ...{ plan: "csm-1", component: "POOL", team: "t", quotas: [], under: WHOLE },
    members: [member("1", 90, 11_111), member("2", 90, 22_222), member("3", 90, 33_333)],
    measures: [measured("4", { measure: "CSAT", scope: "TEAM" })],
  };
  const { lines } = pay(plan([byTarget]), { now: periodInput({ pools: [pool] }), repId: "1" });
  const told = JSON.stringify(lines[0]!.trace, (_key, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value,
  );
  expect(told).not.toMatch(/22222|33333|R2|R3/);
});

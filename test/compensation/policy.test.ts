import type { Viewer } from "../../src/platform/auth/viewer";
import type { Scope } from "../../src/platform/plan/record";
import * as policy from "../../src/compensation/policy";

const scopeOf = (role: Viewer["role"]): Scope => ({ role, viewerRep: () => "$1", today: () => "$2" });
const ROLES = ["REP", "LEADER", "HR", "ANALYST", "ADMIN", "AUDITOR"] as const;

/** Row security stands behind these rules, so that a question about rows alone does not tell whether they are there. */
describe("the first line", () => {
  test.each([
    ["somebody's pay", policy.seesPay, { HR: "all", AUDITOR: "all", ANALYST: "none", ADMIN: "none" }],
    ["a plan", policy.seesPlan, { HR: "all", AUDITOR: "all", ANALYST: "none", ADMIN: "all" }],
  ] as const)("shows %s to who is paid or leads it, and to who answers for pay", (_what, sees, others) => {
    const told = Object.fromEntries(
      ROLES.map((role) => {
        const rule = sees("it", scopeOf(role));
        return [role, rule === null ? "all" : rule === "false" ? "none" : "own"];
      }),
    );
    expect(told).toEqual({ REP: "own", LEADER: "own", ...others });
  });

  const roles = (may: (viewer: Viewer) => boolean): string[] =>
    ROLES.filter((role) => may({ principal: "somebody", role, repId: "1" }));

  test("lets each do its part, and nobody all of it", () => {
    expect(roles(policy.mayPublishPlans)).toEqual(["HR", "ADMIN"]);
    expect(roles(policy.mayPay)).toEqual(["HR"]);
    expect(roles(policy.isPaid)).toEqual(["REP", "LEADER"]);
    expect(roles(policy.mayAnswerForPay)).toEqual(["LEADER", "HR"]);
    expect(roles(policy.seesPayOfAll)).toEqual(["HR", "AUDITOR"]);
    expect(policy.isPaid({ principal: "somebody", role: "LEADER", repId: null })).toBe(false);
  });
});

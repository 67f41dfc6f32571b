import type { Viewer } from "../platform/auth/viewer";
import type { RowRule, Scope, Sql } from "../platform/plan/record";
import { seesFactOfRep } from "../records/policy";

/**
 * Who sees pay. Row security says the same once more behind it: `migrations/guards.ts`.
 *
 * | role           | sees                                                       |
 * |----------------|------------------------------------------------------------|
 * | REP            | its own pay, and the plans that it is or was enrolled in   |
 * | LEADER         | the same of everyone who reports to it today, at any depth |
 * | HR, AUDITOR    | every row                                                  |
 * | ADMIN          | plans, which it publishes; nobody's pay                    |
 * | ANALYST        | nothing                                                    |
 */
const DENIED: ReadonlySet<Scope["role"]> = new Set(["ANALYST", "ADMIN"]);

/** A row of somebody's pay, who stands in `rep_id`. */
export const seesPay: RowRule = (row, scope) => (DENIED.has(scope.role) ? "false" : seesFactOfRep(row, scope));

/** A row that belongs to no person, such as a period of pay: everybody who is paid knows of it, and who pays. */
export const seesPeriodsOfPay: RowRule = (_row, scope) => (scope.role === "ANALYST" ? "false" : null);

/** A plan is for who is paid by it, and for who answers for all of them. */
export const seesPlan: RowRule = (plan, scope) => {
  if (scope.role === "ANALYST") return "false";
  const own = seesFactOfRep("enrolled", scope);
  return own && enrolledIn(plan, own);
};

const enrolledIn = (plan: Sql, own: Sql): Sql =>
  `exists (select from enrolment enrolled where enrolled.plan_code = ${plan}.code and ${own})`;

/** Who says how people are paid. It is not for the one who says it to see what anybody gets. */
export const mayPublishPlans = ({ role }: Viewer): boolean => role === "ADMIN" || role === "HR";

/** Who enrols people, runs their pay, and hands it on. */
export const mayPay = ({ role }: Viewer): boolean => role === "HR" || role === "SYSTEM";

/** Who has pay of its own: it accepts what it is enrolled in, and disputes a line. */
export const isPaid = ({ role, repId }: Viewer): boolean => (role === "REP" || role === "LEADER") && repId !== null;

/** Who answers for pay: HR for everybody's, a leader for that of who reports to it. Nobody for its own. */
export const mayAnswerForPay = ({ role }: Viewer): boolean => role === "HR" || role === "LEADER";

/** Who sees what the company pays in all. */
export const seesPayOfAll = ({ role }: Pick<Viewer, "role">): boolean => role === "HR" || role === "AUDITOR";

/** What goes to HR is for who pays, and who answers for the company's books; nobody finds its own pay there. */
export const seesBatches: RowRule = (_row, scope) =>
  scope.role === "SYSTEM" || seesPayOfAll({ role: scope.role }) ? null : "false";

import type { Viewer } from "../platform/auth/viewer";
import type { Denials } from "../platform/plan/catalog";
import type { RowRule, Scope, Sql } from "../platform/plan/record";

/**
 * Who sees which rows of the records.
 *
 * | role              | sees                                                        |
 * |-------------------|-------------------------------------------------------------|
 * | REP               | itself, and the customers on whose team it is today         |
 * | LEADER            | the same of everyone who reports to it today, at any depth  |
 * | HR, ANALYST, ADMIN, AUDITOR | every row                                         |
 */
export const NEVER_READ: Denials = {
  REP: [],
  LEADER: [],
  HR: ["NOTE"],
  ANALYST: ["NOTE", "PAY"],
  ADMIN: ["PAY"],
  AUDITOR: [],
};

/** Whether a dated row holds on a day: `[starts_on, ends_on)`. */
export const inForce = (row: string, day: Sql): Sql =>
  `${row}.starts_on <= ${day} and (${row}.ends_on is null or ${row}.ends_on > ${day})`;

export const seesRep: RowRule = (rep, scope) => ownRep(`${rep}.id`, scope);

export const seesCustomer: RowRule = (customer, scope) => ownCustomer(`${customer}.id`, scope);

/** Facts about a customer are seen by whoever sees the customer. */
export const seesFactOfCustomer: RowRule = (fact, scope) => ownCustomer(`${fact}.customer_id`, scope);

/** Facts about a rep are seen by whoever sees the rep. */
export const seesFactOfRep: RowRule = (fact, scope) => ownRep(`${fact}.rep_id`, scope);

/** A referral concerns two customers: it is seen by whoever sees one of them, so that a lead is followed up. */
export const seesReferral: RowRule = (referral, scope) => {
  const referrer = ownCustomer(`${referral}.customer_id`, scope);
  return referrer && `(${referrer} or ${ownCustomer(`${referral}.lead_id`, scope)})`;
};

/** A goal is seen by whoever sees the rep, or somebody who is in the team today. */
export const seesQuota: RowRule = (quota, scope) => {
  const own = ownRep(`${quota}.rep_id`, scope);
  return own && `(${own} or ${seesTeamOf(`${quota}.team_id`, scope)})`;
};

/** What was agreed on is seen by who sees to it and whoever sees that rep, or the team; of the whole company, by every leader. */
export const seesAgreedAction: RowRule = (action, scope) => {
  const own = ownRep(`${action}.owner_id`, scope);
  const company = scope.role === "LEADER" ? ` or ${action}.team_id is null` : "";
  return own && `(${own} or ${seesTeamOf(`${action}.team_id`, scope)}${company})`;
};

/** What is said of a team as a whole is seen by whoever sees somebody who is in it today. */
export const seesTeam: RowRule = (team, scope) => seesTeamOf(`${team}.id`, scope);

function seesTeamOf(team: Sql, scope: Scope): Sql | null {
  const colleague = ownRep("member.rep_id", scope);
  if (!colleague) return null;
  const inTeam = `member.team_id = ${team} and ${inForce("member", scope.today())}`;
  return `exists (select from rep_position member where ${inTeam} and ${colleague})`;
}

/** A column that concerns a person itself: null to a leader, whoever that leads. */
export const shownToItself = (column: Sql, rep: Sql, scope: Scope): Sql =>
  scope.role === "LEADER" ? `case when ${rep} = ${scope.viewerRep()} then ${column} end` : column;

export const seesAll: RowRule = () => null;

function ownRep(rep: Sql, scope: Scope): Sql | null {
  if (scope.role === "REP") return `${rep} = ${scope.viewerRep()}`;
  if (scope.role !== "LEADER") return null;
  return (
    `exists (select from reporting_line line where line.rep_id = ${rep} ` +
    `and line.leader_id = ${scope.viewerRep()} and ${inForce("line", scope.today())})`
  );
}

function ownCustomer(customer: Sql, scope: Scope): Sql | null {
  const own = ownRep("own.rep_id", scope);
  if (!own) return null;
  return `exists (select from assignment own where own.customer_id = ${customer} and ${inForce("own", scope.today())} and ${own})`;
}

/** Who gives customers to reps. A leader moves what it sees to whom it sees. */
export const mayReassign = ({ role }: Viewer): boolean => role === "ADMIN" || role === "LEADER";

/** Who commits the company, and unmakes a decision: what pay is computed from is not for the rep alone to say. */
export const maySign = ({ role }: Viewer): boolean => role === "ADMIN" || role === "LEADER";

/** Who writes records in bulk, as an import does. */
export const mayUpsert = ({ role }: Viewer): boolean => role === "ADMIN" || role === "SYSTEM";

/** Who does the daily work with customers: for those that it sees. */
export const mayServe = ({ role }: Viewer): boolean => role === "REP" || role === "LEADER" || role === "ADMIN";

/** Who directs others: a leader those who report to it. */
export const mayLead = ({ role }: Viewer): boolean => role === "LEADER" || role === "ADMIN";

/** Who confirms what people are trained in: HR of everyone, a leader of those who report to it. Nobody of itself. */
export const mayCertify = ({ role }: Viewer): boolean => role === "LEADER" || role === "HR" || role === "ADMIN";

/** Who keeps the files of people. */
export const mayManagePeople = ({ role }: Viewer): boolean => role === "HR" || role === "ADMIN";

/** Who has been in touch with a customer says so itself: nobody logs in another's name. */
export const mayLog = ({ role, repId }: Viewer): boolean => (role === "REP" || role === "LEADER") && repId !== null;

import type { Sql } from "../../platform/plan/record";
import { inForce } from "../../records/policy";
import type { Subject } from "../scorecards/subject";

/** Whose customers a view is of. */
export type Served = Exclude<Subject, { kind: "HOUSE" }>;
export type ServedBy = Served["kind"];

/** The key that stands for the company, which has none. */
const COMPANY = "0";
export const keyOfServed = (of: Served): string => (of.kind === "COMPANY" ? COMPANY : of.id);

const REPS: Readonly<Record<ServedBy, (subjects: Sql, day: Sql) => Sql>> = {
  REP: (subjects) => `select given.id, given.id from unnest(${subjects}) given (id)`,
  SUBTREE: (subjects, day) =>
    `select line.leader_id, line.rep_id from reporting_line line
     where line.leader_id = any (${subjects}) and ${inForce("line", day)}`,
  TEAM: (subjects, day) =>
    `select distinct member.team_id, member.rep_id from rep_position member
     where member.team_id = any (${subjects}) and ${inForce("member", day)}`,
  COMPANY: (subjects) => `select given.id, r.id from unnest(${subjects}) given (id) cross join rep r`,
};

/**
 * Who and what is behind each subject on a day. The common table expressions `rep_of (subject_id, rep_id)`, and
 * `served (subject_id, customer_id)`: the customers that these reps serve in any role, each once, merged ones as those that
 * they count as; to the company all belong. They follow `merged`.
 */
export function servedBy(kind: ServedBy, subjects: Sql, day: Sql): Sql {
  const customers =
    kind === "COMPANY"
      ? `select given.id, c.id from unnest(${subjects}) given (id) cross join customer c
         where c.id not in (select id from merged)`
      : `select distinct r.subject_id, coalesce(m.root_id, a.customer_id)
         from rep_of r join assignment a on a.rep_id = r.rep_id and ${inForce("a", day)}
         left join merged m on m.id = a.customer_id`;
  return `rep_of (subject_id, rep_id) as (${REPS[kind](subjects, day)}), served (subject_id, customer_id) as (${customers})`;
}

/** The last day up to one on which all customers were assessed, `run (day)`: null when there is none. */
export const lastRun = (day: Sql): Sql =>
  `run (day) as (select max(r.as_of) from risk_run r where r.scope = 'ALL' and r.as_of <= ${day})`;

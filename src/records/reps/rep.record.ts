import {
  holdsText,
  others,
  ownFacts,
  reference,
  type ArgumentScope,
  type FieldSql,
  type RecordMap,
} from "../../platform/plan/record";
import { inForce, seesFactOfRep, seesRep } from "../policy";
import { RepPositionEntity } from "./rep-position.entity";
import { RepEntity } from "./rep.entity";

/** A column of the position held today, or of the last one held. */
const ofPosition =
  (column: string): FieldSql =>
  (rep, scope) =>
    `(select p.${column} from rep_position p where p.rep_id = ${rep}.id and p.starts_on <= ${scope.today()} ` +
    `order by p.starts_on desc limit 1)`;

const holds = (rep: string, condition: string, today: string) =>
  `exists (select from rep_position p where p.rep_id = ${rep}.id and ${inForce("p", today)} and ${condition})`;

const dayOf = (scope: ArgumentScope) => scope.arg("asOf", "date") ?? scope.today();

export const repRecord: RecordMap = {
  type: "Rep",
  entity: RepEntity,
  sees: seesRep,
  disclosure: { PUBLIC: ["externalId", "fullName", "role", "team"], PAY: ["payGroup", "costCentre"] },
  fields: { role: ofPosition("role") },
  relations: {
    team: reference("Team", ofPosition("team_id")),
    manager: reference("Rep", ofPosition("manager_id")),
    positions: ownFacts.list(
      "Position",
      (position, rep) => `${position}.rep_id = ${rep}.id`,
      (position) => `${position}.starts_on`,
    ),
    reports: others.connection("Rep", (report, rep, scope) => holds(report, `p.manager_id = ${rep}.id`, dayOf(scope))),
    subtree: others.connection(
      "Rep",
      (below, rep, scope) =>
        `exists (select from reporting_line line where line.leader_id = ${rep}.id and line.rep_id = ${below}.id ` +
        `and line.depth > 0 and ${inForce("line", dayOf(scope))})`,
    ),
  },
  orders: { NAME: "fullName", HIRED_ON: "hiredOn" },
  filters: {
    role: { type: "text", sql: (rep, value, scope) => holds(rep, `p.role = ${value}`, scope.today()) },
    team: {
      type: "bigint",
      idOf: "Team",
      sql: (rep, value, scope) => holds(rep, `p.team_id = ${value}`, scope.today()),
    },
    search: { type: "text", sql: (rep, value) => holdsText(`${rep}.full_name`, value) },
    employed: {
      type: "boolean",
      sql: (rep, value, scope) => `(${rep}.left_on is null or ${rep}.left_on > ${scope.today()}) = ${value}`,
    },
  },
};

export const repPositionRecord: RecordMap = {
  type: "Position",
  entity: RepPositionEntity,
  sees: seesFactOfRep,
};

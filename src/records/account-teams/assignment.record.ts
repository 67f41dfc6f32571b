import { others, ownFacts, type ArgumentScope, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { inForce, seesFactOfCustomer } from "../policy";
import { AssignmentEntity } from "./assignment.entity";

const onDay = (row: string, scope: ArgumentScope) => inForce(row, scope.arg("asOf", "date") ?? scope.today());

export const assignmentRecord: RecordMap = {
  type: "Assignment",
  entity: AssignmentEntity,
  sees: seesFactOfCustomer,
  fields: {
    tenureDays: (assignment, scope) => {
      const day = scope.arg("asOf", "date") ?? scope.today();
      return `greatest(least(coalesce(${assignment}.ends_on, ${day}), ${day}) - ${assignment}.starts_on, 0)`;
    },
  },
  orders: { STARTS_ON: "startsOn" },
};

export const customerTeam: RecordExtension = {
  extend: "Customer",
  relations: {
    team: ownFacts.list(
      "Assignment",
      (assignment, customer, scope) => `${assignment}.customer_id = ${customer}.id and ${onDay(assignment, scope)}`,
      (assignment) => `${assignment}.role, ${assignment}.share desc, ${assignment}.id`,
    ),
    teamHistory: ownFacts.connection(
      "Assignment",
      (assignment, customer) => `${assignment}.customer_id = ${customer}.id`,
    ),
  },
};

export const repAssignments: RecordExtension = {
  extend: "Rep",
  relations: {
    assignments: others.connection(
      "Assignment",
      (assignment, rep, scope) => `${assignment}.rep_id = ${rep}.id and ${onDay(assignment, scope)}`,
    ),
  },
};

import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfRep, shownToItself } from "../policy";
import { LeaveEntity } from "./leave.entity";

export const leaveRecord: RecordMap = {
  type: "LeaveOfAbsence",
  entity: LeaveEntity,
  sees: seesFactOfRep,
  disclosure: { PAY: ["kind"] },
  fields: { kind: (leave, scope) => shownToItself(`${leave}.kind`, `${leave}.rep_id`, scope) },
};

export const repLeaves: RecordExtension = {
  extend: "Rep",
  relations: {
    leaves: ownFacts.list(
      "LeaveOfAbsence",
      (leave, rep) => `${leave}.rep_id = ${rep}.id`,
      (leave) => `${leave}.starts_on`,
    ),
  },
};

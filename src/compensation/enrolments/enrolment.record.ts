import { ownFacts, reference, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { inForce } from "../../records/policy";
import { seesPay } from "../policy";
import { EnrolmentEntity } from "./enrolment.entity";

export const enrolmentRecord: RecordMap = {
  type: "Enrolment",
  entity: EnrolmentEntity,
  sees: seesPay,
  guarded: true,
  disclosure: {
    PAY: [
      ...["externalId", "rep", "planCode", "plan", "role", "target", "startsOn", "endsOn", "acceptedOn", "version"],
    ],
  },
  relations: {
    plan: reference(
      "CompensationPlan",
      (enrolment, scope) =>
        `(select plan.id from compensation_plan plan where plan.code = ${enrolment}.plan_code ` +
        `and plan.effective_from <= greatest(${scope.arg("asOf", "date") ?? scope.today()}, ${enrolment}.starts_on) ` +
        `order by plan.version desc limit 1)`,
    ),
  },
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
  filters: {
    rep: { type: "bigint", idOf: "Rep", sql: (enrolment, value) => `${enrolment}.rep_id = ${value}` },
    on: { type: "date", sql: inForce },
    accepted: { type: "boolean", sql: (enrolment, value) => `(${enrolment}.accepted_on is not null) = ${value}` },
  },
};

export const repEnrolments: RecordExtension = {
  extend: "Rep",
  relations: {
    enrolments: ownFacts.list(
      "Enrolment",
      (enrolment, rep) => `${enrolment}.rep_id = ${rep}.id`,
      (enrolment) => `${enrolment}.starts_on desc, ${enrolment}.id desc`,
    ),
  },
  disclosure: { PAY: ["enrolments"] },
};

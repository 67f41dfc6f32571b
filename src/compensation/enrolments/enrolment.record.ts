import { ownFacts, reference, type RecordExtension, type RecordMap, type Sql } from "../../platform/plan/record";
import { inForce } from "../../records/policy";
import { seesPay } from "../policy";
import { EnrolmentEntity } from "./enrolment.entity";

/** The version of its plan on a day, or on the day enrolled that is next to it. */
export const versionOn = (enrolment: string, day: Sql): Sql =>
  `(select plan.id from compensation_plan plan where plan.code = ${enrolment}.plan_code and plan.effective_from <= ` +
  `greatest(least(${day}, ${enrolment}.ends_on - 1), ${enrolment}.starts_on) order by plan.version desc limit 1)`;

/** Whether no version took over since, while it lasted. Keys of versions rise as they are published. */
export const isAccepted = (enrolment: string, today: Sql): Sql =>
  `coalesce(${enrolment}.accepted_plan_id >= ${versionOn(enrolment, today)}, false)`;

export const enrolmentRecord: RecordMap = {
  type: "Enrolment",
  entity: EnrolmentEntity,
  sees: seesPay,
  guarded: true,
  disclosure: {
    PAY: [
      ...["externalId", "rep", "planCode", "plan", "role", "target", "startsOn", "endsOn"],
      ...["acceptedOn", "acceptedPlan", "version"],
    ],
  },
  relations: {
    plan: reference("CompensationPlan", (enrolment, scope) =>
      versionOn(enrolment, scope.arg("asOf", "date") ?? scope.today()),
    ),
    acceptedPlan: reference("CompensationPlan", (enrolment) => `${enrolment}.accepted_plan_id`),
  },
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
  filters: {
    rep: { type: "bigint", idOf: "Rep", sql: (enrolment, value) => `${enrolment}.rep_id = ${value}` },
    on: { type: "date", sql: inForce },
    accepted: {
      type: "boolean",
      sql: (enrolment, value, scope) => `${isAccepted(enrolment, scope.today())} = ${value}`,
    },
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

import type { FieldSql, RecordMap } from "../../platform/plan/record";
import { versionRecord } from "../../platform/versions/version.record";
import { seesPlan } from "../policy";
import { CompensationPlanEntity } from "./plan.entity";

const inDocument =
  (key: string): FieldSql =>
  (plan) =>
    `${plan}.document -> '${key}'`;

/** Whoever is pointed to a plan reads it. The document's fields are named as the graph's are. */
export const compensationPlanRecord: RecordMap = {
  ...versionRecord({
    type: "CompensationPlan",
    entity: CompensationPlanEntity,
    terms: ["code", "name", "currency", "components", "draw", "onLeave", "document"],
    fields: {
      currency: inDocument("currency"),
      components: inDocument("components"),
      draw: inDocument("draw"),
      onLeave: inDocument("onLeave"),
    },
    orders: { CODE: "code", EFFECTIVE_FROM: "effectiveFrom" },
    defaultDirection: "ASC",
  }),
  sees: seesPlan,
  // Who is enrolled stands behind row security.
  guarded: true,
  filters: {
    asOf: {
      type: "date",
      sql: (plan, day) =>
        `(${plan}.effective_from <= ${day} and not exists (select from compensation_plan later ` +
        `where later.code = ${plan}.code and later.version > ${plan}.version and later.effective_from <= ${day}))`,
    },
  },
};

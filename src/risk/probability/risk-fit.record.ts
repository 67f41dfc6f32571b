import type { RecordMap } from "../../platform/plan/record";
import { seesModels } from "../../value/policy";
import { RiskFitEntity } from "./risk-fit.entity";

/** What tells customers apart most, first. */
const TERMS = (fit: string): string =>
  `(select json_agg(term order by (term ->> 'coefficient')::float8 * (term ->> 'deviation')::float8 desc, term ->> 'name')
    from jsonb_array_elements(${fit}.model -> 'terms') term)`;

export const riskFitRecord: RecordMap = {
  type: "RiskFit",
  entity: RiskFitEntity,
  sees: seesModels,
  fields: {
    intercept: (fit) => `(${fit}.model ->> 'intercept')::float8`,
    ridge: (fit) => `(${fit}.model ->> 'ridge')::float8`,
    terms: TERMS,
    fittedAt: (fit) => `${fit}.recorded_at`,
  },
  orders: { AS_OF: "asOf" },
  defaultDirection: "DESC",
};

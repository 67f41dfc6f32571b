import type { RecordMap } from "../../platform/plan/record";
import { seesModels } from "../policy";
import { CustomerModelEntity } from "./customer-model.entity";

const PARAMETERS = (model: string): string =>
  `(select json_agg(json_build_object('name', key, 'value', value) order by key) from jsonb_each(${model}.parameters))`;

export const customerModelRecord: RecordMap = {
  type: "CustomerModel",
  entity: CustomerModelEntity,
  sees: seesModels,
  fields: {
    parameters: PARAMETERS,
    fittedAt: (model) => `${model}.recorded_at`,
  },
  orders: { AS_OF: "asOf" },
  defaultDirection: "DESC",
};

import type { RecordMap } from "../../platform/plan/record";
import { seesAgreedAction } from "../policy";
import { AgreedActionEntity } from "./agreed-action.entity";

export const agreedActionRecord: RecordMap = {
  type: "AgreedAction",
  entity: AgreedActionEntity,
  sees: seesAgreedAction,
};

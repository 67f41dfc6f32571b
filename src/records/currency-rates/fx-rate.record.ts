import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../policy";
import { FxRateEntity } from "./fx-rate.entity";

export const fxRateRecord: RecordMap = {
  type: "FxRate",
  entity: FxRateEntity,
  sees: seesAll,
  disclosure: { PUBLIC: ["externalId", "base", "quote", "day", "rate"] },
  orders: { DAY: "day" },
  defaultDirection: "DESC",
  filters: {
    from: { type: "date", sql: (rate, value) => `${rate}.day >= ${value}` },
    before: { type: "date", sql: (rate, value) => `${rate}.day < ${value}` },
  },
};

import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../policy";
import { ProductEntity } from "./product.entity";

export const productRecord: RecordMap = {
  type: "Product",
  entity: ProductEntity,
  sees: seesAll,
  disclosure: { PUBLIC: ["externalId", "name", "series", "step", "category"] },
  orders: { NAME: "name" },
};

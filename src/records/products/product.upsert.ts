import type { UpsertSpec } from "../../platform/upsert/spec";
import { ProductInput } from "./product.inputs";

export const productUpsert: UpsertSpec = { record: "product", input: ProductInput, table: "product" };

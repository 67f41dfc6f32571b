import type { RecordMap } from "../plan/record";

type VersionRecord = Pick<RecordMap, "type" | "entity" | "fields" | "orders" | "defaultDirection"> & {
  /** the fields of its own: everybody reads them, for a number that cannot be recomputed carries nothing */
  readonly terms: readonly string[];
};

/** How versions of one kind are read by the planner: by everybody, and the latest first unless told otherwise. */
export const versionRecord = ({ type, entity, terms, fields, ...order }: VersionRecord): RecordMap => ({
  ...{ type, entity, sees: () => null },
  disclosure: { PUBLIC: ["version", "effectiveFrom", "reason", "publishedAt", ...terms] },
  fields: { publishedAt: (version) => `${version}.recorded_at`, ...fields },
  ...{ orders: { VERSION: "version" }, defaultDirection: "DESC", ...order },
});

import { upsertMutation } from "../platform/upsert/upsert-mutation";
import { mayUpsert } from "../records/policy";
import { bulkWrites } from "./records";

/** Each record's bulk write, once: asked for by who may import, unless the record says who else. */
export const bulkMutations: readonly (new () => object)[] = bulkWrites.map((write) =>
  upsertMutation({ may: mayUpsert, ...write }),
);

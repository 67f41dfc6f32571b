import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { Question } from "./question";
import { customersOfSegment } from "./subject.queries";

/** The customers of the segment asked for; null for all. */
export const segmentOf = (context: Context, { segment }: Question): Promise<ReadonlySet<string> | null> =>
  segment === null
    ? Promise.resolve(null)
    : batched(context, "customersOfSegment", segment, async (names) => {
        const found = await Promise.all(names.map((name) => customersOfSegment(context, name)));
        return new Map(names.map((name, index) => [name, found[index]!]));
      });

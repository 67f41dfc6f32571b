import { addDays, type Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked, midnight } from "../about-customers.queries";
import { type RetentionDefinition, touchCadence } from "../definitions/calc/retention-definition";
import { wonOf } from "../won.queries";
import { isInTouch, type Touch } from "./calc/touch";

/** $2: the first day on which an exchange may matter; $3: the first day behind the period. */
const lastTalks = aboutCustomers<[customer: string, segment: string | null, talkedOn: Day | null]>(
  "$4::bigint[]",
  (common) => `
  ${common}, ${wonOf("$1::date")}
  select c.id, c.segment, (max(i.occurred_at) at time zone 'UTC')::date::text
  from won join customer c on c.id = won.root_id
  join scope s on s.root_id = c.id
  left join interaction i on i.customer_id = s.id and i.direction = 'TWO_WAY'
    and i.occurred_at >= ${midnight("$2")} and i.occurred_at < ${midnight("$3")}
  where won.won_on < $3::date
  group by c.id`,
);

/**
 * Whether each customer was talked with within its segment's cadence before the period's end. A lead is no customer yet:
 * one is from the day it was won on.
 *
 * @param customers only these; everybody when null
 */
export async function touches(
  context: Context,
  { period: { end }, asOf }: Asked,
  definition: RetentionDefinition,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Touch>> {
  const longest = Math.max(definition.touchCadenceDays, ...Object.values(definition.touchCadenceBySegment));
  const rows = await lastTalks(context, [asOf, addDays(end, -longest), end], customers);
  return new Map(
    rows.map(([id, segment, talkedOn]) => [
      id,
      { inTouch: isInTouch(talkedOn, end, touchCadence(definition, segment)) },
    ]),
  );
}

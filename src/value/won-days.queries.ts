import type { Day } from "../kernel/calendar";
import type { Context } from "../platform/graphql/context";
import { aboutCustomers } from "./about-customers.queries";
import { wonOf } from "./won.queries";

const won = aboutCustomers<[customer: string, wonOn: Day]>(
  "$2::bigint[]",
  (common) => `${common}, ${wonOf("$1::date")} select root_id, won_on::text from won where won_on is not null`,
);

/**
 * The day on which each customer was won, as a day knows it; leads are left out.
 *
 * @param customers only these; everybody when null
 */
export const wonDays = async (
  context: Context,
  customers: readonly string[] | null,
  asOf: Day,
): Promise<ReadonlyMap<string, Day>> => new Map(await won(context, [asOf], customers));

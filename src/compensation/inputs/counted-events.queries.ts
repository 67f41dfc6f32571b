import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { aboutCustomers } from "../../value/about-customers.queries";

/** A referral that became a customer; the account that referred is whose team is credited. */
export interface ConvertedReferral {
  readonly externalId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly on: Day;
}

const CONVERTED = aboutCustomers<[string, string, string, Day]>(
  "$4::bigint[]",
  (common) => `
  ${common}
  select r.external_id, r.customer_id::text, s.root_id::text, r.converted_on
  from referral r join scope s on s.id = r.customer_id
  where r.converted_on >= $2::date and r.converted_on < $3::date and r.converted_on <= $1::date
  order by r.external_id`,
);

/** @param customers that referred; everybody when null */
export async function convertedReferrals(
  context: Context,
  { start, end }: Period,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly ConvertedReferral[]> {
  const rows = await CONVERTED(context, [asOf, start, end], customers);
  return rows.map(([externalId, accountId, customerId, on]) => ({ externalId, accountId, customerId, on }));
}

/** A course that somebody completed. */
export interface Completion {
  readonly externalId: string;
  readonly repId: string;
  readonly on: Day;
}

const COMPLETED = `
  select external_id as "externalId", rep_id::text as "repId", completed_on as "on" from completion
  where completed_on >= $1::date and completed_on < $2::date and completed_on <= $3::date
  order by external_id`;

export async function completionsIn(
  { database, signal }: Context,
  { start, end }: Period,
  asOf: Day,
): Promise<readonly Completion[]> {
  return (await runCancellable<Completion>(database.pool, { text: COMPLETED, values: [start, end, asOf] }, signal))
    .rows;
}

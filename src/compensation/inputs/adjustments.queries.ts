import { groupBy } from "../../kernel/group-by";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { Adjustment } from "../calc/person";

/** $1: the period; $2: reps, null for everybody. */
const APPROVED = `
  select rep_id::text as "repId", external_id as "externalId", amount_minor::text as amount, currency, reason, earning_code as "earningCode"
  from pay_adjustment
  where pay_period_id = $1 and approved_at is not null and ($2::bigint[] is null or rep_id = any ($2::bigint[]))
  order by rep_id, external_id`;

/** What two people agreed to add to a period by hand, by person. */
export async function approvedAdjustments(
  { database, signal }: Context,
  periodId: string,
  people: readonly string[] | null,
): Promise<ReadonlyMap<string, readonly Adjustment[]>> {
  type Row = Omit<Adjustment, "amount"> & { readonly repId: string; readonly amount: string };
  const { rows } = await runCancellable<Row>(database.pool, { text: APPROVED, values: [periodId, people] }, signal);
  const told = ({ externalId, amount, currency, reason, earningCode }: Row): Adjustment => ({
    ...{ externalId, amount: minor(BigInt(amount)), currency, reason, earningCode },
  });
  return new Map([...groupBy(rows, ({ repId }) => repId)].map(([rep, all]) => [rep, all.map(told)]));
}

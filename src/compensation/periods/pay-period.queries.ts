import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { PayPeriodEntity } from "./pay-period.entity";
import type { PayPeriodStatus } from "./pay-period.type";

/** Where the latest period ends; null before the first. */
export async function lastEnd(tx: EntityManager): Promise<Day | null> {
  const [found]: { last: Day | null }[] = await tx.query(`select max(ends_on) as last from pay_period`);
  return found?.last ?? null;
}

/** Whether a calculation of the period is queued or running. */
export async function isUnderWay(tx: EntityManager, periodId: string): Promise<boolean> {
  const open: unknown[] = await tx.query(
    `select from pay_run where pay_period_id = $1 and status in ('QUEUED', 'RUNNING')`,
    [periodId],
  );
  return open.length > 0;
}

export const recordStep = (
  tx: EntityManager,
  { id, status }: Pick<PayPeriodEntity, "id" | "status">,
  to: PayPeriodStatus,
  principal: string,
  reason: string | null,
): Promise<unknown> =>
  tx.query(
    `insert into pay_period_step (pay_period_id, from_status, to_status, principal, reason) values ($1, $2, $3, $4, $5)`,
    [id, status, to, principal, reason],
  );

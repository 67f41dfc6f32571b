import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";

/**
 * SHA-256 over the SHA-256 of each row that a period holds: the period itself, its statements, lines, what each is paid for,
 * what was added by hand, the plans that lines name, and the steps up to the lock. Each row is a JSON array without the keys of its table. Written out here and not in a
 * function of the database, which the one who tampers could replace.
 *
 * @param period SQL: the key of the period
 */
export const linesHash = (period: string): string => `(
  select encode(sha256(string_agg(sha256(convert_to(sealed.row::text, 'UTF8')), ''::bytea 
    order by (sealed.row ->> 0) collate "C", (sealed.row ->> 1) collate "C", (sealed.row ->> 2) collate "C")), 'hex')
  from (
    select jsonb_build_array('PERIOD', p.external_id, '', p.starts_on, p.ends_on, p.pay_on, p.submitted_by, p.approved_by,
      p.input_hash) as row
    from pay_period p where p.id = ${period}
    union all
    select jsonb_build_array('STATEMENT', s.external_id, '', s.rep_id, s.input_hash, s.exceptions)
    from statement s where s.pay_period_id = ${period}
    union all
    select jsonb_build_array('LINE', l.external_id, '', s.external_id, l.rep_id, l.position, l.kind, l.paid_kind, l.plan_code,
      l.plan_version, l.component, l.earning_code, covers.external_id, l.event, corrected.external_id, l.amount_minor,
      l.currency, l.trace)
    from statement_line l join statement s on s.id = l.statement_id join pay_period covers on covers.id = l.for_period_id
    left join statement_line corrected on corrected.id = l.corrects_id
    where l.pay_period_id = ${period}
    union all
    select jsonb_build_array('CREDIT', l.external_id, c.event, c.rep_id, c.customer_id, c.credited_on, c.credited_minor,
      c.amount_minor, c.currency)
    from line_credit c join statement_line l on l.id = c.line_id
    where c.pay_period_id = ${period}
    union all
    select jsonb_build_array('ADJUSTMENT', a.external_id, '', a.rep_id, a.earning_code, a.amount_minor, a.currency, a.reason,
      a.requested_by, a.approved_by)
      || case when a.withdrawn_by is null then '[]' else jsonb_build_array(a.withdrawn_by) end
    from pay_adjustment a where a.pay_period_id = ${period}
    union all
    select jsonb_build_array('PLAN', plan.external_id, '', plan.code, plan.version, plan.effective_from, plan.document)
    from compensation_plan plan where (plan.code, plan.version) in (
      select plan_code, plan_version from statement_line where pay_period_id = ${period})
    union all
    select jsonb_build_array('STEP', to_char(row_number() over (order by t.id), 'FM000000'), '', t.from_status, t.to_status,
      t.principal, t.reason, extract(epoch from t.taken_at))
    from pay_period_step t where t.pay_period_id = ${period} and t.to_status not in ('LOCKED', 'DELIVERED')
  ) sealed)`;

/** Of a period as it stands. */
export async function linesHashOf(tx: EntityManager, periodId: string): Promise<string> {
  const [found]: { hash: string | null }[] = await tx.query(`select ${linesHash("$1::bigint")} as hash`, [periodId]);
  return must(found?.hash, "a period has at least its own row");
}

/** How many adjustments of a period are approved and stand on no line. */
export async function unpaidAdjustments(tx: EntityManager, periodId: string): Promise<number> {
  const [found]: [{ unpaid: number }] = await tx.query(
    `select count(*)::int as unpaid from pay_adjustment adjustment
     where adjustment.pay_period_id = $1 and adjustment.approved_at is not null and not exists (
       select from statement_line line where line.pay_period_id = adjustment.pay_period_id
         and line.rep_id = adjustment.rep_id and line.paid_kind = 'ADJUSTMENT' and line.event = adjustment.external_id
         and line.amount_minor = adjustment.amount_minor)`,
    [periodId],
  );
  return found.unpaid;
}

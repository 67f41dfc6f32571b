import type { TestDatabase } from "../support/database";
import { RELATIONS, type Relation } from "./roles.fields";

type Ids = Readonly<Record<string, Readonly<Record<Relation, string>>>>;

/** A locked period that was calculated once in vain, with a statement of everybody: two lines, and what one is paid for. */
const PERIOD = `
  insert into pay_period (external_id, starts_on, ends_on, pay_on, status, submitted_by, approved_by, input_hash)
  values ('2025-12', '2025-12-01', '2026-01-01', '2026-01-10', 'APPROVED', 'hr-1', 'hr-2', 'aa')`;
const LOCK = `update pay_period set status = 'LOCKED', lines_hash = 'bb'`;
const STEP = `
  insert into pay_period_step (pay_period_id, from_status, to_status, principal, reason)
  select id, 'APPROVED', 'CALCULATED', 'hr-1', 'a rate was missing' from pay_period`;
const RUN = `
  insert into pay_run (external_id, pay_period_id, status, as_of, requested_by, people, people_done, input_hash, failure,
    started_at, ended_at)
  select 'run', id, 'FAILED', '2026-02-01', 'hr-1', 3, 1, 'aa', 'No rate.', now(), now() from pay_period`;
const STATEMENTS = `
  insert into statement (external_id, pay_period_id, rep_id, input_hash, exceptions)
  select 'statement of ' || rep.external_id, p.id, rep.id, 'cc', '[{"code": "MEASURE_NULL", "plan": "csm@1", "component": "BONUS",
    "about": "NPS", "forPeriod": {"start": "2025-12-01", "end": "2026-01-01"}}]'
  from pay_period p, rep where rep.external_id = any ($1)`;
const LINES = `
  insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code,
    plan_version, component, earning_code, for_period_id, event, corrects_id, amount_minor, currency, trace)
  select $1 || s.id, s.id, s.pay_period_id, s.rep_id, $2, $3, 'COMMISSION', 'csm', 1, 'NEW', 'COM', s.pay_period_id, 'e1',
    (select l.id from statement_line l where l.statement_id = s.id), 100, 'EUR',
    '{"kind": "ADJUSTMENT", "adjustment": "1", "amount": "100", "reason": "agreed"}'
  from statement s`;
const CREDITS = `
  insert into line_credit (line_id, pay_period_id, rep_id, event, customer_id, credited_on, credited_minor, amount_minor, currency)
  select l.id, l.pay_period_id, l.rep_id, 'e1', c.id, '2025-12-05', 1000, 100, 'EUR'
  from statement_line l join lateral (select id from customer limit 1) c on true`;

const ADJUSTMENTS = `
  insert into pay_adjustment (external_id, pay_period_id, rep_id, earning_code, amount_minor, currency, reason, requested_by,
    approved_by, approved_at)
  select s.external_id, s.pay_period_id, s.rep_id, 'ADJ', 300, 'EUR', 'a mistake', 'hr-1', 'hr-2', now() from statement s`;
const DISPUTES = `
  insert into pay_dispute (external_id, line_external_id, pay_period_id, rep_id, status, text, raised_by, answer, answered_by,
    answered_at)
  select l.external_id, l.external_id, l.pay_period_id, l.rep_id, 'REJECTED', 'too little', 'rep', 'no', 'hr-1', now()
  from statement_line l where l.position = 2`;

/** Pays each of them, and answers the ids of what they see of it in the graph. */
export async function payEach({ owner }: TestDatabase, repOf: (relation: Relation) => string): Promise<Ids> {
  for (const sql of [PERIOD, STEP, RUN]) await owner.query(sql);
  await owner.query(STATEMENTS, [RELATIONS.map(repOf)]);
  await owner.query(LINES, ["first of ", 1, "COMMISSION"]);
  await owner.query(LINES, ["second of ", 2, "PRIOR_PERIOD"]);
  for (const sql of [CREDITS, ADJUSTMENTS, LOCK, DISPUTES]) await owner.query(sql);
  const idOf = async (type: string, sql: string, ...values: unknown[]): Promise<string> => {
    const { rows } = await owner.query<{ id: string }>(sql, values);
    return Buffer.from(`${type}:${rows[0]!.id}`).toString("base64url");
  };
  const ofAll = async (type: string, table: string): Promise<Record<Relation, string>> => {
    const id = await idOf(type, `select id from ${table}`);
    return { own: id, subtree: id, other: id };
  };
  const ofEach = async (type: string, sql: string): Promise<Record<Relation, string>> => {
    const [own, subtree, other] = await Promise.all(RELATIONS.map((relation) => idOf(type, sql, repOf(relation))));
    return { own: own!, subtree: subtree!, other: other! };
  };
  const whose = "join rep on rep.id = it.rep_id where rep.external_id = $1";
  return {
    PayPeriod: await ofAll("PayPeriod", "pay_period"),
    PayPeriodStep: await ofAll("PayPeriodStep", "pay_period_step"),
    PayRun: await ofAll("PayRun", "pay_run"),
    Statement: await ofEach("Statement", `select it.id from statement it ${whose}`),
    StatementLine: await ofEach("StatementLine", `select it.id from statement_line it ${whose} and it.position = 2`),
    PayAdjustment: await ofEach("PayAdjustment", `select it.id from pay_adjustment it ${whose}`),
    PayDispute: await ofEach("PayDispute", `select it.id from pay_dispute it ${whose}`),
    LineCredit: await ofEach("LineCredit", `select it.id from line_credit it ${whose}`),
  };
}

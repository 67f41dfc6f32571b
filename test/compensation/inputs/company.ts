import type { Pool } from "pg";
import type { Database } from "../../../src/platform/database/database";
import type { Day, Period } from "../../../src/kernel/calendar";
import { type Line, type PersonPay } from "../../../src/compensation/calc/line";
import { payOf } from "../../../src/compensation/calc/pay";
import type { PersonInput } from "../../../src/compensation/calc/person";
import { type PayInputs, payInputs, type PayPeriodRow, type Whose } from "../../../src/compensation/inputs/pay-inputs";
import { contextOf } from "../../support/graph";

/** Everything below is written as the tables' owner: what the server may write is for other tests. */

export const period = (start: string, end: string): Period => ({ start: start as Day, end: end as Day });
export const Q1 = period("2026-01-01", "2026-04-01");
export const Q2 = period("2026-04-01", "2026-07-01");
export const Q3 = period("2026-07-01", "2026-10-01");

/** Publishes a version of a plan. */
export async function publish(owner: Pool, document: object, version = 1, effectiveFrom = "2020-01-01"): Promise<void> {
  const { code, name } = document as { readonly code: string; readonly name: string };
  await owner.query(
    `insert into compensation_plan (external_id, code, name, effective_from, document, reason, version)
     values ($1 || '@' || $2::integer, $1, $3, $4, $5, 'agreed', $2)`,
    [code, version, name, effectiveFrom, JSON.stringify(document)],
  );
}

export interface Enrolling {
  readonly rep: string;
  readonly plan: string;
  readonly role?: string;
  /** of a year, in minor units */
  readonly target?: number;
  readonly from?: string;
  readonly to?: string | null;
}

export async function enrol(owner: Pool, all: readonly Enrolling[]): Promise<void> {
  const rows = all.map(
    ({ rep, plan, role = "ACCOUNT_MANAGER", target = 1_200_000, from = "2025-01-01", to = null }) => ({
      ...{ rep, plan_code: plan, role, target_minor: target, starts_on: from, ends_on: to },
    }),
  );
  await owner.query(
    `insert into enrolment (external_id, rep_id, plan_code, role, target_minor, currency, starts_on, ends_on)
     select given.rep || ' ' || given.plan_code || ' ' || given.starts_on, r.id, given.plan_code, given.role, given.target_minor, 'EUR',
       given.starts_on, given.ends_on
     from jsonb_to_recordset($1) given (rep text, plan_code text, role text, target_minor bigint, starts_on date, ends_on date)
     join rep r on r.external_id = given.rep`,
    [JSON.stringify(rows)],
  );
}

/** @returns the new period */
export async function open(owner: Pool, { start, end }: Period): Promise<PayPeriodRow> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into pay_period (external_id, starts_on, ends_on, pay_on) values ($1::text, $1::date, $2::date, $2::date) returning id::text`,
    [start, end],
  );
  return { id: rows[0]!.id, period: { start, end } };
}

export const inputsOf = (
  database: Database,
  row: PayPeriodRow,
  asOf: string,
  whose: Whose = null,
): Promise<PayInputs> => payInputs(contextOf(database), row, asOf as Day, whose);

export const paid = ({ plans, people }: PayInputs): ReadonlyMap<string, PersonPay> =>
  new Map(people.map((person) => [person.repId, payOf(person, plans)]));

/** Pays everybody, stores the lines, and locks the period. */
export async function lock(
  database: Database & { readonly owner: Pool },
  row: PayPeriodRow,
  asOf: string,
): Promise<void> {
  const inputs = await inputsOf(database, row, asOf);
  const periods = await database.owner.query<{ id: string; start: string }>(
    `select id::text, starts_on as start from pay_period`,
  );
  const idOf = new Map(periods.rows.map(({ id, start }) => [start, id]));
  for (const person of inputs.people) await store(database.owner, row, person, payOf(person, inputs.plans).lines, idOf);
  await database.owner.query(`update pay_period set status = 'LOCKED', lines_hash = 'sealed' where id = $1`, [row.id]);
}

async function store(
  owner: Pool,
  { id }: PayPeriodRow,
  { repId }: PersonInput,
  lines: readonly Line[],
  periods: ReadonlyMap<string, string>,
): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into statement (external_id, pay_period_id, rep_id, input_hash) values ($1 || ' ' || $2, $1::bigint, $2::bigint, 'hash')
     returning id::text`,
    [id, repId],
  );
  const stored = lines.map((line, position) => {
    const [code = null, version = null] = line.plan?.split("@") ?? [];
    return {
      ...{
        external_id: `${id} ${repId} ${position}`,
        statement_id: rows[0]!.id,
        pay_period_id: id,
        rep_id: repId,
        position,
      },
      ...{ kind: line.kind, paid_kind: line.of, plan_code: code, plan_version: version, component: line.component },
      ...{ earning_code: line.earningCode, for_period_id: periods.get(line.forPeriod.start), event: line.credit },
      ...{ corrects_id: line.corrects, amount_minor: `${line.amount}`, currency: line.currency, trace: {} },
    };
  });
  const columns = Object.keys(stored[0] ?? { external_id: "" }).join(", ");
  await owner.query(
    `insert into statement_line (${columns}) select ${columns} from jsonb_populate_recordset(null::statement_line, $1)`,
    [JSON.stringify(stored)],
  );
}

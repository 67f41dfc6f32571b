import { formatNodeId } from "../../../src/platform/plan/node-id";
import type { TestDatabase } from "../../support/database";

/** A line of a statement, the rest filled in. */
export interface GivenLine {
  /** external id of the rep */
  readonly rep: string;
  readonly amount: bigint | number;
  readonly id?: string;
  readonly kind?: string;
  readonly currency?: string;
  readonly earningCode?: string;
  readonly plan?: string | null;
  readonly component?: string | null;
  /** external id of the line that it corrects */
  readonly corrects?: string;
  /** external id of the period that it is paid for; its own when it is not given */
  readonly forPeriod?: string;
}

export interface GivenPeriod {
  readonly name: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly status?: string;
  readonly lines: readonly GivenLine[];
}

/** Stores a period of pay with its statements, as a run and a lock leave it. Answers its id in the graph. */
export async function storePeriod(database: TestDatabase, given: GivenPeriod): Promise<string> {
  const { owner } = database;
  const { name, startsOn = "2026-01-01", endsOn = "2026-04-01", status = "LOCKED", lines } = given;
  const period = await owner.query<{ id: string }>(
    `insert into pay_period (external_id, starts_on, ends_on, pay_on) values ($1, $2, $3, $3::date + 14) returning id`,
    [name, startsOn, endsOn],
  );
  const { id } = period.rows[0]!;
  await owner.query(
    `insert into statement (external_id, pay_period_id, rep_id, input_hash)
     select $2 || ' of ' || external_id, $1, id, 'none' from rep where external_id = any ($3)`,
    [id, name, lines.map(({ rep }) => rep)],
  );
  const rows = lines.map(({ amount, ...line }, n) => ({ id: `${name}-${n + 1}`, ...line, amount: String(amount) }));
  await owner.query(
    `insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code, plan_version,
       component, earning_code, for_period_id, corrects_id, amount_minor, currency, trace, event)
     select g.id, s.id, $1, s.rep_id, g.place, coalesce(g.kind, 'TARGET_BONUS'), case when coalesce(g.kind, 'PRIOR_PERIOD') = 'PRIOR_PERIOD' then 'TARGET_BONUS' else g.kind end,
       coalesce(g.plan, 'csm'), 1,
       coalesce(g.component, 'retention'), coalesce(g."earningCode", 'RET'), coalesce(f.id, $1), c.id, g.amount,
       coalesce(g.currency, 'EUR'), '{}', g.id
     from jsonb_array_elements($2::jsonb) with ordinality given (row, place)
     cross join lateral (select place, r.* from jsonb_to_record(row) as r (id text, rep text, amount bigint, kind text,
       currency text, "earningCode" text, plan text, component text, corrects text, "forPeriod" text)) g
     join rep on rep.external_id = g.rep join statement s on s.rep_id = rep.id and s.pay_period_id = $1
     left join pay_period f on f.external_id = g."forPeriod" left join statement_line c on c.external_id = g.corrects
     order by place`,
    [id, JSON.stringify(rows)],
  );
  await owner.query(`update pay_period set status = $2, lines_hash = 'none' where id = $1`, [id, status]);
  return formatNodeId("PayPeriod", id);
}

export const HR = { principal: "hana", role: "HR" } as const;

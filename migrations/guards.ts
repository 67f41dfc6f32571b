import type { QueryRunner } from "typeorm";

const ROLE = "(select current_setting('holdfast.role', true))";
const SELF = "(select nullif(current_setting('holdfast.rep_id', true), '')::bigint)";

/**
 * The second line behind the graph's own rules: whatever a statement asks for, a row of pay is seen by the person, its
 * leaders, HR and auditors, and written by HR and the server's own jobs. Who asks stands in the transaction's settings;
 * without them nobody sees anything. The owner migrates, and is told apart by its login.
 */
export async function guardPay(runner: QueryRunner, table: string): Promise<void> {
  const reports = `
    exists (select from reporting_line line where line.rep_id = ${table}.rep_id and line.leader_id = ${SELF}
      and line.starts_on <= current_date and (line.ends_on is null or line.ends_on > current_date))`;
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  await runner.query(`create policy ${table}_owner on ${table} to current_user using (true) with check (true)`);
  await runner.query(`
    create policy ${table}_seen on ${table} for select to holdfast_server using (
      ${ROLE} in ('HR', 'AUDITOR', 'SYSTEM')
      or (${ROLE} = 'REP' and rep_id = ${SELF})
      or (${ROLE} = 'LEADER' and ${reports}))`);
  await runner.query(`
    create policy ${table}_added on ${table} for insert to holdfast_server with check (${ROLE} in ('HR', 'SYSTEM'))`);
  await runner.query(`
    create policy ${table}_changed on ${table} for update to holdfast_server using (${ROLE} in ('HR', 'SYSTEM'))`);
  await runner.query(`
    create policy ${table}_removed on ${table} for delete to holdfast_server using (${ROLE} in ('HR', 'SYSTEM'))`);
}

/** Refuses every change to rows of a locked period, whoever asks: names the period in `pay_period_id`. */
export async function lockWithPeriod(runner: QueryRunner, table: string): Promise<void> {
  const events = {
    added: ["insert", "new"],
    changed: ["update", "old"],
    moved: ["update", "new"],
    removed: ["delete", "old"],
  };
  const triggers = Object.entries(events).map(([name, [event, side]]) => ({
    name: `${table}_locked_${name}`,
    event,
    side,
  }));
  for (const { name, event, side } of triggers) {
    await runner.query(`
      create trigger ${name} after ${event} on ${table} referencing ${side} table as touched
      for each statement execute function refuse_locked_rows()`);
  }
  await runner.query(`
    create trigger ${table}_no_truncate before truncate on ${table}
    for each statement execute function refuse_change()`);
  for (const name of [...triggers.map(({ name }) => name), `${table}_no_truncate`]) {
    await runner.query(`alter table ${table} enable always trigger ${name}`);
  }
  await runner.query(`revoke truncate on ${table} from holdfast_server`);
}

/**
 * Guards what was sent to HR, and what HR answered: HR and auditors see it, HR and the server's own jobs add to it, and
 * nobody changes it.
 */
export async function guardBatch(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  await runner.query(`create policy ${table}_owner on ${table} to current_user using (true) with check (true)`);
  await runner.query(`
    create policy ${table}_seen on ${table} for select to holdfast_server using (${ROLE} in ('HR', 'AUDITOR', 'SYSTEM'))`);
  await runner.query(`
    create policy ${table}_added on ${table} for insert to holdfast_server with check (${ROLE} in ('HR', 'SYSTEM'))`);
  await runner.query(`
    create trigger ${table}_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change()`);
  await runner.query(`alter table ${table} enable always trigger ${table}_append_only`);
  await runner.query(`revoke update, delete, truncate on ${table} from holdfast_server`);
}

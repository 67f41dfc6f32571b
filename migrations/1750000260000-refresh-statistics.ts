import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the planner knows of tables that many rows were written to. Only an owner may look, and the server owns none. */
export class RefreshStatistics1750000260000 implements MigrationInterface {
  name = "RefreshStatistics1750000260000";

  async up(runner: QueryRunner): Promise<void> {
    // Only the owner's own tables: what a caller made under such a name is none of them. A tenth is what PostgreSQL itself waits for, a minute later at best.
    await runner.query(`
      create function refresh_statistics(tables text[], written bigint[]) returns void
      language plpgsql security definer as $$
      declare
        stale regclass;
      begin
        for stale in
          select c.oid from unnest(tables, written) as t (name, rows) join pg_class c on c.oid = t.name::regclass
          where c.relowner = current_user::regrole and t.rows > greatest(c.reltuples, 0) / 10
          order by c.oid
        loop
          execute format('analyze %s', stale);
        end loop;
      end $$`);
    await runner.query(`revoke execute on function refresh_statistics from public`);
    await runner.query(`grant execute on function refresh_statistics to holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}

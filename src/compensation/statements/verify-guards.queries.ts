import type { EntityManager } from "typeorm";

/** What stands around pay, by table. */
export interface Guarded {
  /** the policies that its row security consists of: `<table>_<policy>` */
  readonly guarded: Readonly<Record<string, readonly string[]>>;
  readonly lockedWithPeriod: readonly string[];
}

const LOCKS = ["locked_added", "locked_changed", "locked_moved", "locked_removed", "no_truncate"] as const;
const OF_PERIODS = ["pay_period_locked", "pay_period_no_truncate"];

const ARMED = `select tgname as name from pg_trigger where tgname = any ($1) and tgenabled = 'A'`;
const SECURED = `select relname as name from pg_class
  where relnamespace = 'public'::regnamespace and relname = any ($1) and relrowsecurity and relforcerowsecurity`;
/** A policy for the server that does not ask who asks lets everything through. */
const STANDING = `
  select policyname as name from pg_policies where schemaname = 'public' and policyname = any ($1)
    and ('holdfast_server' <> all (roles) or coalesce(qual, with_check) like '%holdfast.role%')`;
/** Beside those that we know: each could let more through. */
const UNKNOWN = `
  select tablename || '.' || policyname as name from pg_policies
  where schemaname = 'public' and tablename = any ($1) and policyname <> all ($2) order by 1`;

/** Looks whether every lock and every policy of row security stands, by name. @returns those that do not */
export async function missingGuards(tx: EntityManager, { guarded, lockedWithPeriod }: Guarded): Promise<string[]> {
  const tables = Object.keys(guarded);
  const policies = Object.entries(guarded).flatMap(([table, names]) => names.map((name) => `${table}_${name}`));
  const triggers = [...OF_PERIODS, ...lockedWithPeriod.flatMap((table) => LOCKS.map((name) => `${table}_${name}`))];
  const among = async (sql: string, names: readonly string[]): Promise<ReadonlySet<string>> => {
    const found: { name: string }[] = await tx.query(sql, [names]);
    return new Set(found.map(({ name }) => name));
  };
  const [armed, secured, standing] = [
    await among(ARMED, triggers),
    await among(SECURED, tables),
    await among(STANDING, policies),
  ];
  const unknown: { name: string }[] = await tx.query(UNKNOWN, [tables, policies]);
  return [
    ...triggers.filter((name) => !armed.has(name)),
    ...tables.filter((name) => !secured.has(name)).map((name) => `row security of ${name}`),
    ...policies.filter((name) => !standing.has(name)).map((name) => `policy ${name}`),
    ...unknown.map(({ name }) => `nothing beside the known policies: ${name}`),
  ];
}

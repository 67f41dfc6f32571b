import type { ClientBase } from "pg";

/** Owns every table and runs the migrations of the embedded database. With an own database it may have any name. */
export const OWNER_ROLE = "holdfast_owner";

/** Serves: reads and writes rows, owns nothing, and row security holds for it. Has this name everywhere. */
export const RUNTIME_ROLE = "holdfast_server";

/** The connection for serving could see or change more than it should. */
export class UnsafeRole extends Error {
  override readonly name = "UnsafeRole";
}

const DUPLICATE_OBJECT = "42710";
const INSUFFICIENT_PRIVILEGE = "42501";
const UNIQUE_VIOLATION = "23505";

/**
 * Run by the owner before migrations: makes the runtime role where it is missing, and lets it read and write every
 * table that this login creates from now on. A migration takes rights away again where a table is append-only.
 */
export async function prepareRuntimeRole(owner: ClientBase): Promise<void> {
  await createRuntimeRole(owner);
  await owner.query(`grant usage on schema public to ${RUNTIME_ROLE}`);
  for (const grant of ["select, insert, update, delete on tables", "usage on sequences", "execute on functions"]) {
    await owner.query(`alter default privileges in schema public grant ${grant} to ${RUNTIME_ROLE}`);
  }
}

async function createRuntimeRole(owner: ClientBase): Promise<void> {
  const { rowCount } = await owner.query("select from pg_roles where rolname = $1", [RUNTIME_ROLE]);
  if (rowCount !== 0) return;
  try {
    await owner.query(`create role ${RUNTIME_ROLE} nologin`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Roles are shared by all databases of a server: another one's migration was faster.
    if (code === DUPLICATE_OBJECT || code === UNIQUE_VIOLATION) return;
    throw new Error(
      `The role ${RUNTIME_ROLE} is missing and this login may not create it (${message}): create it once.`,
    );
  }
}

/** Lets a login that migrates and serves alike work as the runtime role. */
export async function grantRuntimeRole(login: ClientBase): Promise<void> {
  const { rows } = await login.query<{ login: string; granted: boolean }>(
    `select current_user as login, pg_has_role(current_user, $1,
            case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end) as granted`,
    [RUNTIME_ROLE],
  );
  const [found] = rows;
  if (found?.granted) return;
  const grant = `grant ${RUNTIME_ROLE} to "${found?.login}"`;
  try {
    await login.query(grant);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(`The login of DATABASE_URL may not work as ${RUNTIME_ROLE}: let a superuser run once: ${grant}`);
  }
}

/** Membership counts like the role itself: a member may become it. */
const POWERS = `
  select 'is a superuser' as power from pg_roles where rolname = current_user and rolsuper
  union all
  select 'bypasses row security' from pg_roles where rolname = current_user and rolbypassrls
  union all
  select 'may become the role ' || rolname || ', which is a superuser or bypasses row security'
    from pg_roles
   where (rolsuper or rolbypassrls) and rolname <> current_user and pg_has_role(current_user, oid, 'member')
  union all
  select 'owns ' || count(*) || ' tables, among them ' || min(relname)
    from pg_class
   where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace::regnamespace::text !~ '^pg_|^information_schema$'
     and pg_has_role(current_user, relowner, 'member')
  having count(*) > 0`;

/**
 * Checks at start that row security will hold for whoever serves.
 *
 * @throws UnsafeRole naming what the role can do that it should not
 */
export async function verifyRuntimeRole(runtime: ClientBase): Promise<void> {
  const { rows: who } = await runtime.query<{ role: string }>("select current_user as role");
  const { rows } = await runtime.query<{ power: string }>(POWERS);
  if (rows.length === 0) return;
  throw new UnsafeRole(
    `The role ${who[0]?.role} must not serve: it ${rows.map(({ power }) => power).join(", it ")}. ` +
      `Let DATABASE_URL log in as a member of ${RUNTIME_ROLE} that owns nothing, and DATABASE_OWNER_URL as the owner.`,
  );
}

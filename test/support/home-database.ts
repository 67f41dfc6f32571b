import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { must } from "../../src/kernel/invariant";
import { EMBEDDED_DATABASE, startEmbedded } from "../../src/platform/database/embedded";
import { sessionOf } from "../../src/platform/database/session";
import { postmasterPid, removeHomes } from "./homes";
import { isAlive, type Running, until } from "./process";

/** A superuser's connection that may break: killing PostgreSQL ends that of the one who watches it, too. */
export async function watcher(url: string): Promise<Client> {
  const client = new Client(sessionOf(url));
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Runs PostgreSQL on a home, or joins the one that runs there, and lets go of it after the work. */
export async function withHome<T>(home: string, work: (url: string) => T | Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ home, use: "command", say: () => undefined });
  try {
    return await work(embedded.url("postgres", EMBEDDED_DATABASE));
  } finally {
    await embedded.close();
  }
}

/** Asks the database of a home as its superuser. */
export const askHome = <T>(home: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withHome(home, async (url) => {
    const client = await watcher(url);
    return work(client).finally(() => client.end().catch(() => undefined));
  });

/** For afterAll: ends what a test left running, and the PostgreSQL below it. */
export async function leaveHome(home: string, running: Running | null): Promise<void> {
  running?.child.kill("SIGKILL");
  await running?.ended;
  await withHome(home, () => undefined);
  removeHomes();
}

/** The process of the PostgreSQL that runs on a home. */
export const postgresOf = (home: string): number => must(postmasterPid(home), "PostgreSQL runs");

/** Whether PostgreSQL sees a connection in a phase, which is a condition on pg_stat_activity. */
export const isSeen = async (client: Client, phase: string): Promise<boolean> =>
  (await client.query(`select from pg_stat_activity where pid <> pg_backend_pid() and ${phase}`)).rows.length > 0;

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // Gone by itself: PostgreSQL's processes end once they notice that their first one has.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Kills processes once a phase is under way, and waits until they are gone.
 *
 * @param delay milliseconds after the phase was first seen
 * @param victims is asked in the moment of the kill
 * @returns whether the phase was still under way then
 */
export async function killDuring(
  isUnderWay: () => Promise<boolean>,
  delay: number,
  victims: () => readonly number[] | Promise<readonly number[]>,
): Promise<boolean> {
  await until(isUnderWay);
  await sleep(delay);
  const inside = await isUnderWay();
  const pids = await victims();
  for (const pid of pids) kill(pid);
  await until(() => pids.every((pid) => !isAlive(pid)));
  return inside;
}

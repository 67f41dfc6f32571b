import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { readlinkSync, renameSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries";
import { makePrivate, type Place } from "./place";

/** PostgreSQL's first process, as its own `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
}

const PORT = 5432;
/** Bytes of the shortest `sun_path` in use, macOS', less the closing zero; Linux takes 107. */
const LONGEST_SOCKET_PATH = 103;
const LOG_BYTES = 8_000_000;
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };

/**
 * The postmaster that runs on these data, or null. After a crash or in another container the file's process id may
 * belong to a stranger by now: only a process that was started with this data folder counts.
 */
export function findPostmaster(place: Place): Postmaster | null {
  const lines = readPidFile(place);
  const pid = Number(lines?.[0]);
  const socketFolder = lines?.[4];
  if (!Number.isSafeInteger(pid) || pid <= 0 || !socketFolder) return null;
  return isPostmaster(pid, place) ? { pid, socketFolder } : null;
}

function readPidFile(place: Place): string[] | null {
  try {
    return readFileSync(path.join(place.data, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function isPostmaster(pid: number, place: Place): boolean {
  if (process.platform === "linux") return argumentsOf(pid).includes(place.data);
  const { stdout } = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.includes(`-D ${place.data} `);
}

/** The command line of a process by /proc; empty when there is no such process. */
function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Processes of a PostgreSQL whose postmaster was killed: they finish their statement before they notice. Linux only. */
function findOrphans(place: Place): number[] {
  if (process.platform !== "linux") return [];
  const works = (pid: number): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === place.data && argumentsOf(pid)[0]?.startsWith("postgres: ") === true;
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").map(Number).filter(Number.isInteger).filter(works);
}

/**
 * Makes way for a new postmaster after a crash. No process may still write these data; and where the process id of the
 * dead postmaster went to a stranger, PostgreSQL would take that for itself and refuse to start.
 */
export async function clearRemains(place: Place): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const orphans = findOrphans(place);
    if (orphans.length === 0 || findPostmaster(place)) break;
    orphans.forEach((pid) => signal(pid, "SIGQUIT"));
    await sleep(50);
  }
  const pid = Number(readPidFile(place)?.[0]);
  if (pid > 0 && signal(pid, 0) && !isPostmaster(pid, place)) rmSync(path.join(place.data, "postmaster.pid"));
}

/** Whether there was a process to take the signal. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Makes an empty database cluster, complete or not at all: a kill in the middle leaves nothing that looks like data. */
export function initialize(place: Place, binaries: Binaries): void {
  const unfinished = `${place.data}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  makePrivate(unfinished, place.account);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const { status, stderr } = spawnSync(
    binaries.initdb,
    ["-D", unfinished, "--username=postgres", "--auth=trust", "--no-instructions", ...locale],
    { ...(place.account ?? {}), env: ENVIRONMENT, cwd: "/", encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The database in ${place.data} could not be made: ${stderr}`);
  try {
    renameSync(unfinished, place.data);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}

/**
 * Trust is safe only behind a folder that no other account may enter. A comma would end the setting's value, and a
 * socket's path has few bytes: a temporary folder with either gives way to /tmp.
 */
function makeSocketFolder(place: Place): string {
  const name = `holdfast-${place.hash}`;
  const wanted = path.join(os.tmpdir(), name);
  const fits = Buffer.byteLength(socketFile(wanted, PORT)) <= LONGEST_SOCKET_PATH && !/[,"]/.test(wanted);
  const folder = fits ? wanted : path.join("/tmp", name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const uid = place.account?.uid ?? process.getuid?.();
  const found = lstatSync(folder);
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.())) {
    throw new Error(
      `${folder} is the folder for PostgreSQL's socket, but belongs to the account ${found.uid}: remove it.`,
    );
  }
  chmodSync(folder, 0o700);
  if (place.account) chownSync(folder, place.account.uid, place.account.gid);
  return folder;
}

export const socketFile = (folder: string, port: number): string => path.join(folder, `.s.PGSQL.${port}`);

/** A start under way. */
export interface Start {
  readonly pid: number | undefined;
  ended(): boolean;
  /** what the log says since the start */
  log(): string;
}

/** Starts PostgreSQL on a Unix socket only, so that no port collides or is open; it outlives this process. */
export function start(place: Place, binaries: Binaries, settings: Readonly<Record<string, string>>): Start {
  const logFile = path.join(place.folder, "postgres.log");
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > LOG_BYTES ? 0 : size;
  const log = openSync(logFile, from === 0 ? "w" : "a", 0o600);
  const args = ["-D", place.data, "-k", makeSocketFolder(place), "-p", String(PORT), "-c", "listen_addresses="];
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binaries.postgres, [...args, ...flags], {
    ...(place.account ?? {}),
    env: ENVIRONMENT,
    cwd: "/",
    // In a session of its own, a Ctrl-C at the terminal reaches only us: we stop it when our work is done.
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.on("error", () => undefined);
  child.unref();
  return {
    pid: child.pid,
    ended: () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null,
    log: () => readFileSync(logFile).subarray(from).toString("utf8"),
  };
}

/** Fast shutdown: statements under way are rolled back. Resolves when the last process is gone. */
export async function stop(place: Place): Promise<void> {
  const running = findPostmaster(place);
  if (!running) return;
  signal(running.pid, "SIGINT");
  // It removes its file a moment before it ends.
  while (isPostmaster(running.pid, place)) await sleep(10);
}

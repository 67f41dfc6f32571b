import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findPlace, type Place } from "../../src/platform/database/place";

const made: string[] = [];

/** A folder of this test's own for HOLDFAST_HOME, below parents that anyone may pass. */
export function aHome(name = "home"): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-home-"));
  made.push(folder);
  chmodSync(folder, 0o755);
  return path.join(folder, name);
}

const silent = (): void => undefined;

export const placeOf = (home: string): Place => findPlace(home, silent);

/** The process id in `postmaster.pid`, or null when PostgreSQL is down. */
export function postmasterPid(home: string): number | null {
  try {
    return Number(readFileSync(path.join(placeOf(home).data, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return null;
  }
}

/** Lets `postmaster.pid` name another process, as after a crash when the number went round. */
export function recyclePid(home: string, pid: number): void {
  const file = path.join(placeOf(home).data, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [pid, ...rest].join("\n"));
}

export function closeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
}

/** For afterAll: every PostgreSQL must be down by then. */
export function removeHomes(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

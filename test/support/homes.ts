import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findPlace, hashOf, type Place } from "../../src/platform/database/place";

const made: { folder: string; home: string }[] = [];

/** A folder of this test's own for HOLDFAST_HOME, below parents that anyone may pass. */
export function aHome(name = "home"): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-home-"));
  const home = path.join(folder, name);
  made.push({ folder, home });
  chmodSync(folder, 0o755);
  return home;
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

/** For afterAll: every PostgreSQL must be down by then. The empty folder of its socket goes as well. */
export function removeHomes(): void {
  for (const { folder, home } of made) {
    if (existsSync(home))
      rmSync(path.join(os.tmpdir(), `holdfast-${hashOf(realpathSync(home))}`), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

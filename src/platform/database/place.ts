import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Tells the operator a sentence about where things are and what is going on. */
export type Say = (sentence: string) => void;

/** Who runs PostgreSQL: null is this process's own account; otherwise ours is root, which PostgreSQL refuses. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Where the embedded PostgreSQL lives. */
export interface Place {
  /** holds `postgres/` (the data), `postgres.log` and, where needed, a copy of the binaries; others may enter it */
  readonly folder: string;
  readonly data: string;
  readonly account: Account;
  /** the same for every process of one home: names the socket's folder */
  readonly hash: string;
}

const NOBODY = 65_534;
const SHELTER = "/var/lib/holdfast";

/** Short enough for a socket's path, long enough for all homes of a machine. */
export const hashOf = (realPath: string): string => createHash("sha256").update(realPath).digest("hex").slice(0, 16);

const hasData = (folder: string): boolean => existsSync(path.join(folder, "postgres", "PG_VERSION"));

/** Asks the kernel instead of reading modes: group memberships and access lists count too. */
function mayWrite(folder: string, account: Account): boolean {
  const { status } = spawnSync("/bin/sh", ["-c", 'cd -- "$1" && test -w .', "sh", folder], {
    ...(account ?? {}),
    cwd: "/",
    stdio: "ignore",
  });
  return status === 0;
}

/** An ordinary account runs PostgreSQL itself; root has it run by the folder's owner, or by nobody where that is root. */
function accountFor(folder: string): Account {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
}

/** Makes a folder that everyone may enter, whatever the umask; new parents belong to the account of the nearest old one. */
function makeOpen(folder: string): void {
  if (existsSync(folder)) return;
  makeOpen(path.dirname(folder));
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(path.dirname(folder));
  chownSync(folder, uid, gid);
}

/** Makes a folder that only the account may enter. */
export function makePrivate(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700, recursive: true });
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Whether the account could keep its data in the folder; leaves nothing behind. */
function canLiveIn(folder: string, account: Account): boolean {
  const probe = path.join(folder, `.probe-${process.pid}`);
  makePrivate(probe, account);
  try {
    return mayWrite(probe, account);
  } finally {
    rmSync(probe, { recursive: true });
  }
}

/**
 * Decides where the database of a home lives, and under which account.
 *
 * That is the home itself, unless the account that runs PostgreSQL cannot enter it: root's own home is closed to
 * everyone else. Then it is a folder of its own under /var/lib/holdfast, which stays the place for good: a home opened
 * later must not suddenly show an empty database.
 *
 * @throws when data exist that this process's account may not use
 */
export function findPlace(home: string, say: Say): Place {
  makeOpen(home);
  const real = realpathSync(home);
  const hash = hashOf(real);
  const shelter = path.join(SHELTER, hash);
  const place = (folder: string, account: Account): Place => {
    const data = path.join(folder, "postgres");
    return { folder, data, account: hasData(folder) ? accountFor(data) : account, hash };
  };
  const account = accountFor(real);
  if (hasData(shelter)) return usable(place(shelter, account));
  if (hasData(real) || account === null || canLiveIn(real, account)) return usable(place(real, account));
  say(`${home} is closed to the account that runs PostgreSQL: its database is kept in ${shelter}.`);
  makeOpen(shelter);
  return place(shelter, account);
}

function usable(place: Place): Place {
  const { data, account } = place;
  if (!existsSync(data) || mayWrite(data, account)) return place;
  throw new Error(
    account
      ? `The account ${account.uid} that runs PostgreSQL cannot reach its data in ${data}: let it pass the folders above.`
      : `The database in ${data} belongs to another account than ${os.userInfo().username}: ` +
          "run Holdfast as that account or as root, or give it another HOLDFAST_HOME.",
  );
}

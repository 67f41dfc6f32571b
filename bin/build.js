/** Compiles src to dist when a source is newer than the last build: `npm start` needs no build step by hand. */
const { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const path = require("node:path");

const root = path.join(__dirname, "..");
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".built");

function newest(entry) {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(entry).map((name) => newest(path.join(entry, name))));
}

function buildIfNeeded() {
  const sources = ["src", "demo", "migrations", "ormconfig.ts", "tsconfig.build.json", "package-lock.json"]
    .map((name) => path.join(root, name))
    .filter(existsSync);
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources.map(newest))) return;
  const started = new Date();
  const fresh = path.join(root, ".cache", `dist.${process.pid}`);
  process.stderr.write("Building …\n");
  const tsc = require.resolve("typescript/bin/tsc", { paths: [root] });
  const { status } = spawnSync(
    process.execPath,
    [tsc, "-p", path.join(root, "tsconfig.build.json"), "--outDir", fresh],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
  writeFileSync(path.join(fresh, ".built"), "");
  utimesSync(path.join(fresh, ".built"), started, started);
  replace(fresh);
}

/** Whole folders only: migrations are found in theirs, so that what a renamed file left behind would be one more. */
function replace(fresh) {
  const former = `${fresh}.former`;
  if (existsSync(dist)) renameSync(dist, former);
  try {
    renameSync(fresh, dist);
  } catch (error) {
    // Another process that built at the same time was first.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  }
  for (const folder of [former, fresh]) rmSync(folder, { recursive: true, force: true });
}

module.exports = { buildIfNeeded };
if (require.main === module) buildIfNeeded();

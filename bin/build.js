/** Compiles src to dist when a source is newer than the last build: `npm start` needs no build step by hand. */
const { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const path = require("node:path");

const root = path.join(__dirname, "..");
const stamp = path.join(root, "dist", ".built");

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
  // Migrations are found in their folder: what a renamed file left behind would be one more.
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  const started = new Date();
  process.stderr.write("Building …\n");
  const tsc = require.resolve("typescript/bin/tsc", { paths: [root] });
  const { status } = spawnSync(process.execPath, [tsc, "-p", path.join(root, "tsconfig.build.json")], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
}

module.exports = { buildIfNeeded };
if (require.main === module) buildIfNeeded();

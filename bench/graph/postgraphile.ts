import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Program, startProgram } from "../support/program";

/** What PostGraphile is installed with: a Node of its own, as it needs a newer one than we do. */
const PACKAGES = {
  postgraphile: "5.1.5",
  [`node-${process.platform}-${process.arch}`]: "24.21.0",
};
const INSTALL_MILLISECONDS = 300_000;

/**
 * Starts PostGraphile on the same database, installing it into the folder first.
 *
 * @returns null, after saying why, when it cannot be installed: the benchmark goes on without it
 */
export async function startPostGraphile(
  folder: string,
  databaseUrl: string,
  say: (sentence: string) => void,
): Promise<Program | null> {
  const node = path.join(folder, "node_modules", Object.keys(PACKAGES)[1]!, "bin/node");
  if (!existsSync(node)) install(folder);
  if (!existsSync(node)) {
    say("PostGraphile is left out: the package registry did not give it.");
    return null;
  }
  return startProgram(node, [path.join(__dirname, "postgraphile-server.cjs"), folder, databaseUrl], {
    NODE_ENV: "production",
    GRAPHILE_ENV: "production",
  });
}

function install(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
  spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: folder,
    stdio: "ignore",
    timeout: INSTALL_MILLISECONDS,
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../src/kernel/invariant";
import type { TestDatabase } from "./database";

const ROOT = path.join(__dirname, "..", "..");

/** A process of ours. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  /** resolves with the first line on standard output that holds the text */
  line(text: string): Promise<string>;
  /** standard output up to now */
  stdout(): string;
  /** standard error up to now */
  stderr(): string;
  /** resolves when the process has ended */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command is started as it is outside of tests, built; everything else from its source. */
const started = (script: string): string[] =>
  script === "src/cli.ts"
    ? [path.join(ROOT, "bin", "holdfast.js")]
    : ["-r", "@swc-node/register", path.join(ROOT, script)];

/** Starts a script of this repository, such as `src/cli.ts`; a variable set to undefined is taken away. */
export function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [...started(script), ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...output }) as Ended);
  const line = async (text: string): Promise<string> => {
    for (;;) {
      const found = output.stdout.split("\n").find((candidate) => candidate.includes(text));
      if (found !== undefined) return found;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended early: ${output.stderr}`);
      await sleep(10);
    }
  };
  return { child, pid: child.pid ?? 0, line, stdout: () => output.stdout, stderr: () => output.stderr, ended };
}

/** Where a server that was started serves its graph, once it does. */
export async function urlOf(server: Running): Promise<string> {
  const address = () => /serves the graph at (\S+)\/graphql/.exec(server.stderr());
  await until(() => address() !== null || server.child.exitCode !== null);
  return must(address(), server.stderr())[1]!;
}

/** Runs the command on the database of a test, to its end. */
export const holdfast = (
  { runtimeUrl, ownerUrl }: Pick<TestDatabase, "runtimeUrl" | "ownerUrl">,
  ...args: readonly string[]
): Promise<Ended> => runScript("src/cli.ts", args, { DATABASE_URL: runtimeUrl, DATABASE_OWNER_URL: ownerUrl }).ended;

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Waits for something that happens in another process; the test's own time limit bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}

/**
 * Tries a fault until it hits the phase that it is meant for, each time sooner than the last. A fault that never landed fails.
 *
 * @param longest milliseconds that the first try may wait in the phase
 * @param fault does it after so many milliseconds in the phase, and tells whether the phase was still under way
 */
export async function untilLanded(longest: number, fault: (delay: number) => Promise<boolean>): Promise<void> {
  for (let within = longest; within >= longest / 32; within /= 2) {
    if (await fault(Math.random() * within)) return;
  }
  throw new Error("The fault never landed in its phase.");
}

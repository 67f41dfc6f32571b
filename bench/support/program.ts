import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A server of its own process. */
export interface Program {
  readonly url: string;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 60_000;
const URL_TEXT = /http:\/\/127\.0\.0\.1:\d+/;

/**
 * Starts a server and waits until it prints its address.
 *
 * @throws with what it printed when it ends before, or takes longer than a minute
 */
export async function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const url = await address(child, `${command} ${args.join(" ")}`);
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function address(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (reason: string): void => {
      child.kill("SIGKILL");
      reject(new Error(`${name} ${reason}: ${printed.trim()}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_MILLISECONDS);
    const ended = (): void => {
      clearTimeout(timer);
      fail("ended");
    };
    child.once("exit", ended);
    child.once("error", reject);
    const read = (chunk: Buffer): void => {
      if (printed.length > 100_000) return;
      printed += chunk.toString();
      const found = URL_TEXT.exec(printed);
      if (!found) return;
      clearTimeout(timer);
      child.off("exit", ended);
      resolve(found[0]);
    };
    // Goes on reading after the address: a full pipe would stop the server.
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
  });
}

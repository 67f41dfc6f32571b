/**
 * Runs the README's commands and compares what they print with what it shows.
 *
 * Blocks marked `console` are read: a line after `$ ` is a command, the lines below are its output, where `…` stands for
 * anything. All run in one shell. A command that serves (`npm start`) goes on in the background until the end.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const [readme, report] = process.argv.slice(2);
const PORT = 4000;
const READY_MILLISECONDS = 120_000;
const END = "--- end of command ---";

const blocks = [...readFileSync(readme, "utf8").matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
const commands = blocks.flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const lines = part.split("\n");
      let end = 1;
      while (lines[end - 1].endsWith("\\")) end += 1;
      return { command: lines.slice(0, end).join("\n"), expected: lines.slice(end).join("\n").trim() };
    }),
);

const home = mkdtempSync(path.join(tmpdir(), "holdfast readme "));
const env = { ...process.env, HOLDFAST_HOME: home, PORT: String(PORT), NO_COLOR: "1", NODE_ENV: "development" };
const shell = spawn("bash", ["--noprofile", "--norc"], { env, stdio: ["pipe", "pipe", "inherit"] });
let printed = "";
shell.stdout.setEncoding("utf8").on("data", (text) => (printed += text));

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function run(command) {
  printed = "";
  shell.stdin.write(`{ ${command}\n} 2>&1\necho; echo "${END} $?"\n`);
  while (!printed.includes(END)) await pause(20);
  const [output, code] = printed.split(END);
  // What npm says of the machine's own settings is not the project's output.
  return { output: output.replace(/^npm warn .*\n/gm, "").trim(), code: Number(code) };
}

let server = null;
async function serve(command) {
  server = spawn("bash", ["-c", `exec ${command.replace(/^npm ci && /, "")}`], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline) {
    const ready = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => null);
    if (ready?.ok) return { output: (await pause(500), output.trim()), code: 0 };
    await pause(200);
  }
  return { output, code: 1 };
}

const pattern = (expected) =>
  new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", "[\\s\\S]*?")}$`);

const failures = [];
let passed = 0;
for (const { command, expected } of commands) {
  if (/^npm (ci && npm )?test\b/.test(command)) continue; // a step of its own
  const { output, code } = /npm start$/.test(command) ? await serve(command) : await run(command);
  const as = expected === "" || pattern(expected).test(output);
  if (code === 0 && as) passed += 1;
  else failures.push(`$ ${command}\nexit code ${code}, printed:\n${output}\n\nthe README shows:\n${expected}\n`);
}
shell.stdin.end();
if (server) {
  process.kill(-server.pid, "SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
}
rmSync(home, { recursive: true, force: true });
for (const failure of failures) console.log(failure);
console.log(`README: ${passed} commands as shown, ${failures.length} not`);
writeFileSync(report, JSON.stringify({ numPassedTests: passed, numFailedTests: failures.length, numPendingTests: 0 }));
process.exit(failures.length > 0 || passed === 0 ? 1 : 0);

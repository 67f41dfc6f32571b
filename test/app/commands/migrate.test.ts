import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrations } from "../../../ormconfig";
import { aHome, postmasterPid, removeHomes } from "../../support/homes";
import { runScript } from "../../support/process";

afterAll(removeHomes);

const migrate = (home: string, ...options: string[]): ReturnType<typeof runScript> =>
  runScript("src/cli.ts", ["migrate", ...options], { HOLDFAST_HOME: home, DATABASE_URL: "", DATABASE_OWNER_URL: "" });

it("makes the embedded database, names what it applied, and leaves no PostgreSQL running", async () => {
  const home = aHome();
  const first = await migrate(home, "--json").ended;
  expect(JSON.parse(first.stdout)).toEqual({ applied: migrations.map(({ name }) => name) });
  expect([first.code, postmasterPid(home)]).toEqual([0, null]);
  const second = await migrate(home).ended;
  expect(second).toMatchObject({ code: 0, stdout: "Nothing to migrate.\n", stderr: "" });
});

it.each(["SIGINT", "SIGTERM"] as const)("leaves no PostgreSQL running whenever a %s comes", async (signal) => {
  const home = aHome();
  for (const milliseconds of [300, 600, 900, 1_200]) {
    const command = migrate(home);
    await sleep(milliseconds);
    command.child.kill(signal);
    await command.ended;
    if (existsSync(path.join(home, "postgres"))) expect(postmasterPid(home)).toBeNull();
  }
  expect((await migrate(home).ended).code).toBe(0);
});

it("says what is wrong in one sentence on standard error, without a stack", async () => {
  const wrong = runScript("src/cli.ts", ["migrate"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
  const { code, stdout, stderr } = await wrong.ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe("connect ECONNREFUSED 127.0.0.1:1\n");
});

import { Client } from "pg";
import { EMBEDDED_DATABASE, startEmbedded } from "../../src/platform/database/embedded";
import { OWNER_ROLE } from "../../src/platform/database/roles";
import { sessionOf } from "../../src/platform/database/session";
import { aHome, postmasterPid, removeHomes } from "../support/homes";
import { isAlive, runScript, until } from "../support/process";

const ROUNDS = process.env.HOLDFAST_TORTURE === "full" ? 40 : 4;
const SEED = Number(process.env.HOLDFAST_SEED ?? Math.floor(Math.random() * 2 ** 31));

afterAll(removeHomes);

/** Park and Miller's minimal standard generator: repeatable by its seed. */
function generator(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Pair {
  readonly number: number;
  readonly halves: number;
}

/** What the next start finds. */
async function storedPairs(home: string): Promise<Pair[]> {
  const embedded = await startEmbedded({ home, use: "server", say: () => undefined });
  const client = new Client(sessionOf(embedded.url(OWNER_ROLE, EMBEDDED_DATABASE)));
  await client.connect();
  try {
    const sql = "select key::int as number, count(*)::int as halves from idempotency_key group by key order by 1";
    return (await client.query<Pair>(sql)).rows;
  } finally {
    await client.end();
    await embedded.close();
  }
}

const numbers = (stdout: string, word: string): number[] =>
  [...stdout.matchAll(new RegExp(`^${word} (\\d+)$`, "gm"))].map(([, number]) => Number(number));

const KILLS = [
  ["the server", (server: number) => [server]],
  ["PostgreSQL under the living server, then the server", (server: number, postgres: number) => [postgres, server]],
] as const;

test.each(KILLS)(
  "kill -9 of %s in a burst of writes: nothing confirmed is lost, nothing is half-written, the next start just works",
  async (what, victims) => {
    const home = aHome();
    const random = generator(SEED);
    const confirmed: number[] = [];
    let midPhase = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const first = round * 100_000;
      const writer = runScript("test/support/write-pairs.ts", [String(first)], {
        HOLDFAST_HOME: home,
        DATABASE_URL: "",
      });
      await writer.line(`confirmed ${first + 3}`);
      await new Promise((resolve) => setTimeout(resolve, random() * 400));
      const said = writer.stdout();
      const open = numbers(said, "begin").at(-1) !== numbers(said, "confirmed").at(-1);
      for (const pid of victims(writer.pid, postmasterPid(home) ?? 0)) {
        process.kill(pid, "SIGKILL");
        await until(() => !isAlive(pid));
      }
      confirmed.push(...numbers((await writer.ended).stdout, "confirmed"));
      midPhase += open ? 1 : 0;
      const pairs = await storedPairs(home);
      console.log(
        `seed ${SEED}, round ${round}: ${what} killed ${open ? "inside" : "between"} transactions, ${pairs.length} pairs`,
      );
      expect(pairs.filter(({ halves }) => halves !== 2)).toEqual([]);
      const stored = new Set(pairs.map(({ number }) => number));
      expect(confirmed.filter((number) => !stored.has(number))).toEqual([]);
    }
    expect(midPhase).toBeGreaterThanOrEqual(Math.floor(0.8 * ROUNDS));
  },
  600_000,
);

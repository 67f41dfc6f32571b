import { verifyLocked } from "../../../src/compensation/statements/verify-locked.queries";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { act } from "../../support/action";
import { testDatabase } from "../../support/database";
import { graphOver } from "../../support/graph";
import {
  ann,
  ben,
  calculate,
  company,
  linesOf,
  lock,
  openPeriod,
  periodNow,
  recordAgain,
  startRun,
  told,
} from "../periods/given";

/** Each round has 25 days for as many races. */
const [ROUNDS, RACES] = process.env.HOLDFAST_TORTURE === "full" ? [4, 25] : [1, 4];

test.each(Array.from({ length: ROUNDS }, (_, round) => [RACES, round + 1]))(
  "%i races of a late fact against the lock, round %i: what is sealed stays, and the next period pays the fact once",
  async (races) => {
    const database = await testDatabase();
    const graph = graphOver(database);
    await company(database);
    await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
    await calculate(graph, database, "2026-01");
    await lock(graph, "2026-01");
    const paid: number[] = [];
    let value = 90_000;
    for (let race = 0; race < races; race++) {
      const start = addDays("2026-02-01" as Day, race);
      await openPeriod(graph, start, start, addDays(start, 1));
      await calculate(graph, database, start);
      for (const [viewer, step] of [
        [ann, "Submit"],
        [ben, "Approve"],
      ] as const) {
        const { id: payPeriod, version } = await periodNow(graph, start);
        const action = { name: `payPeriod${step}`, subject: "payPeriod", selection: "id" };
        expect((await act(graph, viewer, action, { payPeriod, version })).refused).toEqual([]);
      }
      const before = await linesOf(database, start);
      const late = (await told(database, start)).filter((line) => line.startsWith("bob PRIOR_PERIOD KEPT"));
      paid.push(...late.map((line) => Number(line.split(" ").at(-1))));
      value -= 100;
      const { id: payPeriod, version } = await periodNow(graph, start);
      const lockIt = { name: "payPeriodLock", subject: "payPeriod", selection: "status" };
      const [locked] = await Promise.all([
        act(graph, ann, lockIt, { payPeriod, version }),
        recordAgain(database.owner, "b", value),
        startRun(graph, start),
      ]);
      expect(locked.record).toEqual({ status: "LOCKED" });
      expect(await linesOf(database, start)).toEqual(before);
    }
    expect((await transaction(database, SYSTEM, verifyLocked)).brokenPeriods).toEqual([]);
    // A renewal pays a tenth: 1.00 less is 0.10 less, in the period behind each race but the last.
    expect(paid).toEqual(Array.from({ length: races - 1 }, () => -10));
    await database.close();
  },
  600_000,
);

import type { Role } from "../../src/platform/auth/viewer";
import type { Day } from "../../src/kernel/calendar";
import type { Published, VersionReader } from "../../src/platform/versions/version.queries";
import { act, type Action, audits, type Done } from "./action";
import { testDatabase, type TestDatabase } from "./database";
import { contextOf, type Graph, graphOver } from "./graph";

/** What is published in versions: the first one comes with the database, and each later one changes what it is given. */
export interface Kind<Terms> {
  /** the mutation, and the record that it answers with */
  readonly action: Action;
  readonly table: string;
  readonly on: VersionReader<Terms>["on"];
}

/** One kind of versions in a database of its own. */
export interface Publishing<Terms> {
  readonly database: TestDatabase;
  readonly graph: Graph;
  /** the version that holds on a day */
  readonly on: (day: string) => Promise<Published<Terms>>;
  /** publishes what follows the version that was read */
  readonly publish: (version: number, effectiveFrom: string, more?: object, role?: Role) => Promise<Done>;
}

export const REASON = "agreed with the teams";

export async function publishing<Terms>({ action, on }: Kind<Terms>): Promise<Publishing<Terms>> {
  const database = await testDatabase();
  const graph = graphOver(database);
  return {
    ...{ database, graph },
    on: (day) => on(contextOf(database), day as Day),
    publish: (version, effectiveFrom, more = {}, role = "ADMIN") =>
      act(graph, { role }, action, { version, effectiveFrom, reason: REASON, ...more }),
  };
}

type Wrong = readonly [rule: string, more: object, refused: string];

/** What all that is published in versions keeps to, and what is refused of this kind. */
export function keepsItsVersions<Terms extends { readonly version: number }>(
  kind: Kind<Terms>,
  wrong: readonly Wrong[],
): void {
  let versions: Publishing<Terms>;
  const open = async (): Promise<void> => {
    versions = await publishing(kind);
  };
  const close = (): Promise<void> => versions.database.close();
  const versionOn = async (day: string): Promise<number> => (await versions.on(day)).version;

  describe("of its versions", () => {
    beforeEach(open);
    afterEach(close);

    test("the first holds on every day that there is, until somebody says otherwise", async () => {
      expect(await Promise.all(["0001-01-01", "2024-02-29", "9999-12-31"].map(versionOn))).toEqual([1, 1, 1]);
    });

    test("the highest of those in effect on a day holds, whichever began last", async () => {
      await versions.publish(1, "2026-04-01");
      await versions.publish(2, "2026-01-01");
      expect(await Promise.all(["2025-12-31", "2026-01-01", "2026-06-01"].map(versionOn))).toEqual([1, 3, 3]);
    });

    test("each leaves an audit record, with its reason", async () => {
      expect((await versions.publish(1, "2026-04-01")).refused).toEqual([]);
      expect(await audits(versions.database, kind.action.name)).toEqual([
        expect.objectContaining({
          ...{ before: null, after: expect.objectContaining({ version: 2, reason: REASON }) },
        }),
      ]);
    });

    test("one of two that are published at once goes through: the other has not read it", async () => {
      const both = await Promise.all([versions.publish(1, "2026-04-01"), versions.publish(1, "2026-05-01")]);
      const refusals = both.flatMap(({ refused }) => refused);
      expect(refusals).toEqual([expect.stringMatching(/^(CONFLICT|STALE_VERSION) version$/)]);
      expect(await versionOn("2026-06-01")).toBe(2);
    });
  });

  describe("a version that is wrong", () => {
    beforeAll(open);
    afterAll(close);

    const always: readonly Wrong[] = [
      ["no reason", { reason: "" }, "INVALID reason"],
      ["one that is not the latest", { version: 0 }, "STALE_VERSION version"],
      ["one that is not there yet", { version: 2 }, "STALE_VERSION version"],
    ];
    test.each([...wrong, ...always])("is refused: %s", async (_rule, more, refused) => {
      const done = await versions.publish(1, "2026-04-01", more);
      expect({ ...done, refused: [...new Set(done.refused)] }).toEqual({ record: null, refused: [refused] });
      expect(await versionOn("2026-04-01")).toBe(1);
    });

    test.each<Role>(["REP", "LEADER", "HR", "ANALYST", "AUDITOR"])("is any of %s", async (role) => {
      expect(await versions.publish(1, "2026-04-01", {}, role)).toEqual({ record: null, refused: ["FORBIDDEN"] });
    });

    test.each(["update $ set reason = 'another'", "delete from $", "truncate $ cascade"])(
      "is one that changes: %s is refused to the server, and to the owner",
      async (change) => {
        const sql = change.replace("$", kind.table);
        await expect(versions.database.dataSource.query(sql)).rejects.toThrow(/permission denied/);
        await expect(versions.database.owner.query(sql)).rejects.toThrow(`${kind.table} is append-only`);
      },
    );
  });
}

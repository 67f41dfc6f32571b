import type { Row, TableName } from "../../demo/files";
import { simulate, worldOf, type Settings } from "../../demo/simulate";
import type { Sink } from "../../demo/sink";

export const USUAL: Settings = { seed: 7, customers: 400, reps: 40, until: "2026-06-30" };

type Tables = { readonly [T in TableName]: Row<T>[] };

/** Everything the simulator writes, in memory. */
export function simulated(settings: Partial<Settings> = {}): Tables {
  const tables = new Map<TableName, object[]>();
  const sink: Sink = {
    write(table, row) {
      const rows = tables.get(table);
      if (rows) rows.push(row);
      else tables.set(table, [row]);
    },
  };
  for (const _ of simulate(worldOf({ ...USUAL, ...settings }), sink));
  return Object.fromEntries(tables) as unknown as Tables;
}

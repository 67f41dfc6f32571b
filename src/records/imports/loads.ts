import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { checkStaged } from "../../platform/upsert/checks";
import type { Fault } from "../../platform/upsert/faults";
import { keepDistinct } from "../../platform/upsert/distinct";
import { merge, mergeSound, type Merged } from "../../platform/upsert/merge";
import { openStaging, type Staging } from "../../platform/upsert/staging";
import type { UpsertSpec } from "../../platform/upsert/spec";
import { placeOf } from "./cells";
import type { Importable, MappedFile, Mapping } from "./mapping";
import { ImportFailed, type Problem, type Problems } from "./problems";
import { type Staged, stageFile } from "./stage-file";
import { type Counts, type CountsByRecord, NO_ROWS } from "./summary";

/** All files of one record on their way into its tables: file n is the staging's part n. */
interface Load {
  readonly staging: Staging;
  readonly files: readonly MappedFile[];
  staged: Staged[];
  /** rows that said nothing new, in files that may repeat rows */
  repeated: number;
  merged: Merged;
}

interface LoadRequest {
  readonly dir: string;
  readonly totalBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { what: string; bytes: number; totalBytes: number }) => void;
}

/** The records of one import, each after those that it points to. */
export class Loads {
  constructor(
    private readonly tx: EntityManager,
    private readonly mapping: Mapping,
    private readonly loads: readonly Load[],
    private readonly problems: Problems,
  ) {}

  /** Reads every file into the staging tables. */
  async stage({ dir, totalBytes, signal, onProgress }: LoadRequest): Promise<void> {
    const { currency } = this.mapping;
    let bytes = 0;
    for (const load of this.loads) {
      for (const mapped of load.files) {
        const onBytes = (count: number): void => {
          signal.throwIfAborted();
          bytes += count;
          onProgress({ what: mapped.file, bytes, totalBytes });
        };
        const onProblem = (problem: Problem): void => this.problems.add(problem);
        load.staged.push(await stageFile(this.tx, load.staging, mapped, { dir, currency, onBytes, onProblem }));
      }
      const repeating = load.staging.parts.filter((_, index) => load.files[index]?.distinct);
      load.repeated = await keepDistinct(this.tx, load.staging, repeating);
    }
  }

  /** Writes all rows. @throws ImportFailed at the first stage that finds problems, with all problems of that stage */
  async mergeAll({ totalBytes, onProgress }: LoadRequest): Promise<void> {
    this.giveUpAtProblems();
    const ahead = new Map(this.loads.map(({ staging }) => [staging.spec.table, staging.table]));
    for (const load of this.loads) this.report(load, await checkStaged(this.tx, load.staging, ahead));
    this.giveUpAtProblems();
    for (const load of this.loads) {
      onProgress({ what: load.staging.spec.record, bytes: totalBytes, totalBytes });
      load.merged = await merge(this.tx, load.staging, { marked: false });
      this.report(load, load.merged.faults);
      this.giveUpAtProblems();
    }
  }

  /** Writes the rows that can be written. */
  async mergeSound({ totalBytes, onProgress }: LoadRequest): Promise<void> {
    for (const load of this.loads) {
      onProgress({ what: load.staging.spec.record, bytes: totalBytes, totalBytes });
      load.merged = await mergeSound(this.tx, load.staging, { marked: false });
      this.report(load, load.merged.faults);
    }
  }

  /** Tells PostgreSQL how the tables look now: plans that hold for empty ones take forever on full ones. */
  async refreshStatistics(): Promise<void> {
    const tables = this.loads.map(({ staging }) => staging.spec.table);
    const written = this.loads.map(({ merged: { created, updated } }) => created + updated);
    await this.tx.query(`select refresh_statistics($1, $2)`, [tables, written]);
  }

  counts(): CountsByRecord {
    return Object.fromEntries(this.loads.map((load) => [load.staging.spec.record, countsOf(load)]));
  }

  private giveUpAtProblems(): void {
    if (this.problems.count > 0) throw new ImportFailed(this.problems);
  }

  private report(load: Load, faults: readonly Fault[]): void {
    for (const fault of faults) this.problems.add(problemOf(load, fault));
  }
}

export async function openLoads(
  tx: EntityManager,
  importable: Importable,
  mapping: Mapping,
  problems: Problems,
): Promise<Loads> {
  const specs = new Set(mapping.files.map(({ record }) => must(importable.get(record), "the mapping's records exist")));
  const loads: Load[] = [];
  for (const spec of inOrderOfReferences([...specs])) {
    const staging = await openStaging(tx, spec);
    const files = mapping.files.filter(({ record }) => record === spec.record);
    loads.push({ staging, files, staged: [], repeated: 0, merged: { created: 0, updated: 0, faults: [] } });
  }
  return new Loads(tx, mapping, loads, problems);
}

/** What is pointed to comes before what points to it. */
export function inOrderOfReferences(specs: readonly UpsertSpec[]): UpsertSpec[] {
  const ordered = new Set<UpsertSpec>();
  const seen = new Set<UpsertSpec>();
  const visit = (spec: UpsertSpec): void => {
    if (seen.has(spec)) return;
    seen.add(spec);
    const tables = Object.values(spec.references ?? {});
    specs.filter(({ table }) => tables.includes(table)).forEach(visit);
    ordered.add(spec);
  };
  specs.forEach(visit);
  return [...ordered];
}

function countsOf({ staging, staged, repeated, merged }: Load): Counts {
  const sum = (key: keyof Staged): number => staged.reduce((total, file) => total + file[key], 0);
  const { created, updated, faults } = merged;
  const written = staging.parts.reduce((total, { from, to }) => total + to - from, 0);
  const rejected = new Set(faults.map(({ ordinal }) => ordinal)).size;
  return {
    ...NO_ROWS,
    read: sum("read"),
    filtered: sum("filtered") + repeated,
    rounded: sum("rounded"),
    created,
    updated,
    skipped: sum("skipped") + rejected,
    unchanged: written - repeated - rejected - created - updated,
  };
}

function problemOf(load: Load, { ordinal, line, field, value, message, twin }: Fault): Problem {
  const { file, fields } = fileOf(load, ordinal);
  const source = field === null ? undefined : fields[field];
  const other = twin === null ? "" : `; it is in ${fileOf(load, twin.ordinal).file}, line ${twin.line} too`;
  return { file, line, column: source ? placeOf(source) : field, value, message: message + other };
}

function fileOf({ staging, files }: Load, ordinal: number): MappedFile {
  const part = staging.parts.findIndex(({ from, to }) => ordinal >= from && ordinal < to);
  return must(files[part], "every staged row came from a file");
}

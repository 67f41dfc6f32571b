import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { LAG_STEPS, LOSS_REASONS, STRENGTHS } from "./causes/causes";
import { mapping, PAY, RECORDS } from "./files";
import { simulate, worldOf, type Settings } from "./simulate";
import { CsvFolder, type FileSummary } from "./sink";
import { HORIZON_STEPS, STEP_DAYS } from "./timeline";
import type { World } from "./world";

export interface DemoSettings extends Settings {
  /** the folder that takes the files; made when missing, files of the same name are overwritten */
  readonly out: string;
}

export interface Summary extends DemoSettings {
  readonly files: readonly FileSummary[];
}

export const USUAL = { seed: 1, customers: 1200, until: "2026-06-30", out: "demo-company" };
const FEWEST_REPS = 40;
const CUSTOMERS_PER_REP = 100;
const CUSTOMERS_PER_BREATH = 100;

export const usualReps = (customers: number): number =>
  Math.max(FEWEST_REPS, Math.round(customers / CUSTOMERS_PER_REP));

/**
 * Writes the demo company: a CSV file per record, `mapping.json` to import them by, `pay.json` for who is paid by which plan,
 * and the truth beside them.
 *
 * @param onCustomers is told every now and then how many customers are written; what it throws ends the writing
 */
export async function writeDemo(settings: DemoSettings, onCustomers?: (written: number) => void): Promise<Summary> {
  const files = await writeFiles(worldOf(settings), new CsvFolder(settings.out), onCustomers);
  writeJson(settings.out, "mapping.json", mapping(RECORDS));
  writeJson(settings.out, "pay.json", mapping(PAY));
  writeJson(settings.out, "truth.json", truth());
  return { ...settings, files };
}

async function writeFiles(
  world: World,
  folder: CsvFolder,
  onCustomers?: (written: number) => void,
): Promise<FileSummary[]> {
  try {
    for (const index of simulate(world, folder)) {
      if (index % CUSTOMERS_PER_BREATH > 0) continue;
      await setImmediate();
      onCustomers?.(index);
    }
  } catch (error) {
    folder.close();
    throw error;
  }
  return folder.close();
}

/** What the numbers in truth.csv and truth-decisions.csv mean. */
const truth = () => ({
  strengths: STRENGTHS,
  strengthUnit: "log-odds at degree 1; UNOBSERVED is standard normal, the others lie between 0 and 1",
  decoy: "SLOW_ANSWERS",
  unobserved: "UNOBSERVED",
  lagDays: { least: LAG_STEPS * STEP_DAYS, most: (LAG_STEPS + 1) * STEP_DAYS },
  lossReasons: LOSS_REASONS,
  forecast: {
    horizonDays: HORIZON_STEPS * STEP_DAYS,
    lost: {
      CONTRACT: "a term ends within the horizon and is not renewed, or the contract ends early within it",
      REPEAT_PURCHASE: "no purchase within the horizon",
    },
    probability: "given everything until asOf, the unobserved included; exact",
    rows: "customers whose loss is not known yet; of repeat purchasers those silent for at most three mean gaps",
  },
});

const writeJson = (folder: string, name: string, value: unknown): void =>
  writeFileSync(join(folder, name), JSON.stringify(value, null, 2) + "\n");

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(USUAL.seed) },
      customers: { type: "string", default: String(USUAL.customers) },
      reps: { type: "string" },
      until: { type: "string", default: USUAL.until },
      out: { type: "string", default: USUAL.out },
    },
  });
  const customers = wholeNumber("--customers", values.customers);
  const reps = values.reps === undefined ? usualReps(customers) : wholeNumber("--reps", values.reps);
  const { until, out } = values;
  const summary = await writeDemo({ seed: wholeNumber("--seed", values.seed), customers, reps, until, out });
  for (const { file, rows, bytes } of summary.files) console.log(`${file.padEnd(20)} ${rows} rows, ${bytes} bytes`);
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`${option} is "${text}": expected a whole number.`);
  return Number(text);
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });

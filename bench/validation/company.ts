import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { entities, migrations } from "../../ormconfig";
import { loadDemo, USUAL_DEMO, writeCompany } from "../../src/app/demo";
import { addDays, type Day } from "../../src/kernel/calendar";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { readConfig } from "../../src/platform/config/config";
import { connect, locate, prepare } from "../../src/platform/database/connect";
import type { Database } from "../../src/platform/database/database";
import type { Context } from "../../src/platform/graphql/context";
import { assessCustomers } from "../../src/risk/assessments/assess-customers";
import type { Driver } from "../../src/risk/assessments/calc/assessment";
import type { NewRiskFit } from "../../src/risk/probability/calc/risk-fit";
import { fitRisk } from "../../src/risk/probability/fit-risk.service";
import { fitModels } from "../../src/value/models/fit-models.service";
import { readTruth, type Truth } from "./truth";

/** The fit knows nothing of the last days: so many, looked at every so many. */
const UNSEEN_DAYS = 270;
const LOOK_DAYS = 30;

/** What was told of a customer as of a later day. */
export interface Foretold {
  readonly probability: number;
  readonly score: number;
  /** whether a fit told the probability */
  readonly calibrated: boolean;
  readonly drivers: readonly Driver[];
}

/** Beside what is true. */
export type Told = Truth & Foretold;

export interface Outcome {
  readonly fits: readonly NewRiskFit[];
  readonly told: readonly Told[];
  /** of whom the truth is known, and too little was recorded for an assessment */
  readonly untold: number;
}

/** Moves the made-up company of a seed in, fits as of an early day, assesses on the later ones, and looks up the truth. */
export async function tryOut(seed: number, say: (sentence: string) => void): Promise<Outcome> {
  const home = mkdtempSync(path.join(tmpdir(), "holdfast-validation-"));
  // PostgreSQL may run under an account of its own, and its data has to go with the folder.
  chmodSync(home, 0o755);
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, () => undefined);
    const database = await connect(location.runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
    try {
      return await fitAndAssess(database, seed, path.join(home, "company"));
    } finally {
      await database.close();
    }
  } finally {
    await location.close();
    rmSync(home, { recursive: true });
  }
}

async function fitAndAssess(database: Database, seed: number, folder: string): Promise<Outcome> {
  const company = { ...USUAL_DEMO, seed };
  const work = { signal: new AbortController().signal, onProgress: () => undefined };
  await loadDemo(database, company, work);
  await writeCompany(company, folder, work);
  const truth = readTruth(folder);
  const until = company.until as Day;
  const cut = addDays(until, -UNSEEN_DAYS);
  await fitModels(request(database, cut), cut);
  const fits = await fitRisk(request(database, cut), cut);
  const names = new Map(
    (
      await database.pool.query<[string, string]>({
        text: "select id::text, external_id from customer",
        rowMode: "array",
      })
    ).rows,
  );
  const told: Told[] = [];
  for (let day = cut; day <= until; day = addDays(day, LOOK_DAYS)) {
    for (const one of (await assessCustomers(request(database, day), day, null)).assessed) {
      const known = truth.get(`${names.get(one.customerId)!} ${day}`);
      if (known) told.push({ ...known, ...foretold(one) });
    }
  }
  const asked = [...truth.values()].filter(({ asOf }) => asOf >= cut).length;
  return { fits, told, untold: asked - told.length };
}

const foretold = ({ probability, score, calibrated, drivers }: Foretold): Foretold => ({
  probability,
  score,
  calibrated,
  drivers,
});

/** A request of its own: nothing computed before is at hand. */
const request = (database: Database, today: Day): Context => ({
  ...{ requestId: "validation", viewer: SYSTEM, database, now: new Date(), today },
  signal: new AbortController().signal,
});

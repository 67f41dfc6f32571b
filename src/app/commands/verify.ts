import type { Command } from "commander";

import * as schema from "../../../ormconfig";
import { missingGuards } from "../../compensation/statements/verify-guards.queries";
import { type LockedPeriods, verifyLocked } from "../../compensation/statements/verify-locked.queries";
import { sealAudit } from "../../platform/audit/seal";
import { type AuditVerdict, verifyAudit } from "../../platform/audit/verify";
import { SYSTEM } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import type { Database } from "../../platform/database/database";
import { transaction } from "../../platform/database/transaction";
import { counted } from "../../risk/signals/calc/wording";
import { type Outcome, runCommand, say } from "./command";

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description(
      "seal the audit records, recompute the chain of seals and every locked period, check that the guards stand",
    )
    .option("--json", "print the verdict as JSON")
    .action((options: { json?: boolean }) => runCommand(options, verify));
}

type Verdict = AuditVerdict & { readonly locked: LockedPeriods; readonly missingGuards: readonly string[] };

async function verify(): Promise<Outcome> {
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    // What was forged before it was sealed cannot be told; what is sealed from here on can.
    await sealAudit(database, { patient: true });
    const verdict = await verdictOn(database);
    const faults = faultsOf(verdict);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    const { batches, records, head, locked } = verdict;
    const text = [
      `${counted(records, "audit record")} under ${counted(batches, "seal")} ${records === 1 ? "holds" : "hold"}; the last seal is ${head ?? "not made yet"}.`,
      `${counted(locked.periods, "locked period")} of pay ${locked.periods === 1 ? "is what it was" : "are what they were"} sealed as.`,
    ].join("\n");
    return { text, json: verdict };
  } finally {
    await database.close();
  }
}

async function verdictOn(database: Database): Promise<Verdict> {
  const audit = await verifyAudit(database, schema.appendOnly);
  return transaction(database, SYSTEM, async (tx) => ({
    ...audit,
    locked: await verifyLocked(tx),
    missingGuards: await missingGuards(tx, schema),
  }));
}

function faultsOf({ brokenBatch, missingTriggers, locked, missingGuards: guards }: Verdict): string[] {
  const { brokenPeriods, brokenTotals, brokenBatches } = locked;
  const gone = [...missingTriggers, ...guards];
  const faults = [
    brokenBatch !== null &&
      `The audit chain is broken: batch ${brokenBatch} does not fit its records. Compare it with a backup.`,
    brokenPeriods.length > 0 &&
      `Locked pay was changed: ${brokenPeriods.join(", ")} is not what it was sealed as. Compare it with a backup.`,
    brokenTotals.length > 0 && `Locked pay does not add up: ${brokenTotals.join(", ")}. Compare it with a backup.`,
    brokenBatches.length > 0 &&
      `What HR was sent, or what it answered, was changed: ${brokenBatches.join(", ")}. Compare it with what HR has.`,
    gone.length > 0 &&
      `What must not change is unguarded: ${gone.join(", ")} missing or switched off. Restore the triggers.`,
  ];
  return faults.filter((fault) => fault !== false);
}

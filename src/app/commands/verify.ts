import type { Command } from "commander";

import * as schema from "../../../ormconfig";
import { sealAudit } from "../../platform/audit/seal";
import { type AuditVerdict, verifyAudit } from "../../platform/audit/verify";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import { type Outcome, runCommand, say } from "./command";

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("seal the audit records, recompute the chain of seals, check that the guards stand")
    .option("--json", "print the verdict as JSON")
    .action((options: { json?: boolean }) => runCommand(options, verify));
}

async function verify(): Promise<Outcome> {
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    // What was forged before it was sealed cannot be told; what is sealed from here on can.
    await sealAudit(database, { patient: true });
    const verdict = await verifyAudit(database, schema.appendOnly);
    const fault = faultOf(verdict);
    if (fault !== null) throw new Error(fault);
    const { batches, records, head } = verdict;
    const text = `${records} audit records under ${batches} seals hold; the last seal is ${head ?? "not made yet"}.`;
    return { text, json: verdict };
  } finally {
    await database.close();
  }
}

function faultOf({ brokenBatch, missingTriggers }: AuditVerdict): string | null {
  if (brokenBatch !== null) {
    return `The audit chain is broken: batch ${brokenBatch} does not fit its records. Compare it with a backup.`;
  }
  if (missingTriggers.length === 0) return null;
  return `What must not change is unguarded: ${missingTriggers.join(", ")} missing or switched off. Restore the triggers.`;
}

import { setTimeout as sleep } from "node:timers/promises";
import * as schema from "../../ormconfig";
import { readConfig } from "../../src/platform/config/config";
import { openDatabase } from "../../src/platform/database/connect";
import { transaction } from "../../src/platform/database/transaction";

/** A server that writes pairs of rows, and says when a transaction begins and when PostgreSQL has confirmed it. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, schema, { use: "server", say: (sentence) => console.error(sentence) });
  console.log("ready");
  for (let number = Number(process.argv[2]); ; number++) {
    const insert = (half: number): string =>
      `insert into idempotency_key (principal, mutation, key, payload_hash) values ('torture', '${half}', '${number}', '')`;
    console.log(`begin ${number}`);
    try {
      await transaction(database, null, async (tx) => {
        await tx.query(insert(1));
        await sleep(20);
        await tx.query(insert(2));
      });
      console.log(`confirmed ${number}`);
    } catch {
      // PostgreSQL was killed under us: nothing was confirmed, and the server goes on when it is back.
      await sleep(20);
    }
  }
}

void main();

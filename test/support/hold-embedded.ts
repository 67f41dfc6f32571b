import { type Use } from "../../src/platform/database/claim";
import { startEmbedded } from "../../src/platform/database/embedded";

/** A process that uses the embedded PostgreSQL of a home until TERM: `hold-embedded.ts server|command HOME`. */
async function main(): Promise<void> {
  const [use, home = ""] = process.argv.slice(2);
  const say = (sentence: string): void => console.error(sentence);
  const embedded = await startEmbedded({ home, use: use as Use, say, settings: { fsync: "off" } });
  console.log(`ready ${embedded.adopted ? "adopted" : "started"}`);
  const forever = setInterval(() => undefined, 1_000);
  process.once("SIGTERM", () => {
    clearInterval(forever);
    void embedded.close();
  });
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

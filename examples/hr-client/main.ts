import { pull } from "./pull";

/** HOLDFAST_URL=… HOLDFAST_TOKEN=hf_… node -r @swc-node/register examples/hr-client/main.ts FOLDER */
async function main(): Promise<void> {
  const { HOLDFAST_URL: url = "http://127.0.0.1:4000", HOLDFAST_TOKEN: token } = process.env;
  const [folder] = process.argv.slice(2);
  if (!token || !folder) throw new Error("Set HOLDFAST_TOKEN to an API token, and name a folder.");
  const batches = await pull({ url, token, folder });
  process.stdout.write(`${batches.length} batches pulled, booked and answered.\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

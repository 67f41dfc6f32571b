import { dropDatabase, testServer } from "./postgres";

export default async function globalTeardown(): Promise<void> {
  const server = testServer();
  await dropDatabase(server, server.template);
  await globalThis.closeTestServer?.();
}

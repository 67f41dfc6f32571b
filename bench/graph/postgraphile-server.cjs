/** PostGraphile as its documentation starts it, with its libraries out of the folder that is given. */
const { createServer } = require("node:http");
const { createRequire } = require("node:module");
const path = require("node:path");

const [, , folder, connectionString] = process.argv;
const load = createRequire(path.join(folder, "package.json"));

async function main() {
  const { postgraphile } = load("postgraphile");
  const { PostGraphileAmberPreset } = load("postgraphile/presets/amber");
  const { makePgService } = load("postgraphile/adaptors/pg");
  const { grafserv } = load("postgraphile/grafserv/node");
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ connectionString, schemas: ["public"], poolConfig: { max: 10 } })],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

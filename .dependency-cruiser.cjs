/** The floors of the house: a file may import from its own floor and from those below it, never upwards. */
const floors = ["kernel", "platform", "records", "value", "risk", "retention", "compensation", "recognition", "app"];
const above = (floor) => floors.slice(floors.indexOf(floor) + 1).join("|");

const upwards = floors.slice(0, -1).map((floor) => ({
  name: `${floor}-never-looks-up`,
  severity: "error",
  from: { path: `^src/${floor}/` },
  to: { path: `^src/(${above(floor)})/` },
}));

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-entry-from-inside",
      comment: "main, cli and app are entries: nothing below imports them",
      severity: "error",
      from: { path: `^src/(${floors.slice(0, -1).join("|")})/` },
      to: { path: "^src/(main|cli)\\.ts$" },
    },
    {
      name: "kernel-is-pure",
      comment: "no library but decimal arithmetic and special functions, nothing of node",
      severity: "error",
      from: { path: "^src/kernel/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "calc-is-pure",
      comment: "facts in, numbers out: calc imports calc and kernel only",
      severity: "error",
      from: { path: "^src/.+/calc/" },
      to: { pathNot: "(^src/kernel/|/calc/|^node_modules/)" },
    },
    {
      name: "types-know-no-table",
      comment: "the GraphQL shapes never see TypeORM or an entity",
      severity: "error",
      from: { path: "\\.(type|inputs)\\.ts$" },
      to: { path: "(node_modules/typeorm|\\.entity\\.ts$)" },
    },
    {
      name: "entities-know-no-graph",
      severity: "error",
      from: { path: "\\.entity\\.ts$" },
      to: { path: "(node_modules/type-graphql|\\.(type|inputs|resolver|service)\\.ts$)" },
    },
    {
      name: "platform-knows-no-feature",
      severity: "error",
      from: { path: "^src/platform/" },
      to: { path: "^src/(?!platform/|kernel/)" },
    },
    {
      name: "demo-is-a-stranger",
      comment: "the simulator shares no code or constant with what judges it",
      severity: "error",
      from: { path: "^demo/" },
      to: { path: "^src/" },
    },
    {
      name: "no-stranger-in-src",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/app/demo\\.ts$" },
      to: { path: "^(demo|bench|test|web)/" },
    },
    {
      name: "demo-is-only-written",
      comment: "the one that loads the demo company has its files written, and learns nothing else of it",
      severity: "error",
      from: { path: "^src/app/demo\\.ts$" },
      to: { path: "^((bench|test|web)/|demo/(?!main\\.ts$))" },
    },
    {
      name: "resolvers-ask-no-database",
      comment: "arguments → plan, service or loader → result; SQL lives elsewhere",
      severity: "error",
      from: { path: "\\.resolver\\.ts$" },
      to: { path: "(\\.entity\\.ts$|node_modules/(pg|typeorm)/)" },
    },
    {
      name: "no-barrels",
      severity: "error",
      from: {},
      to: { path: "^src/.*/index\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|\\.cache)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    detectJSDocImports: false,
  },
};

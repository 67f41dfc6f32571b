import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { planJsonSchema, readPlan } from "../../../src/compensation/plans/plan-document";
import { packageRoot } from "../../../src/app/package-root";

const EXAMPLES = path.join(packageRoot, "examples", "plans");
const example = (name: string) =>
  JSON.parse(readFileSync(path.join(EXAMPLES, `${name}.json`), "utf8")) as Record<string, unknown>;

test.each(readdirSync(EXAMPLES))("the example %s is a plan", (file) =>
  expect(readPlan(example(path.basename(file, ".json"))).problems).toEqual([]),
);

test("what may be left out has its default", () => {
  const { plan } = readPlan(example("new-business"));
  const [first] = plan!.components;
  expect(first).toMatchObject({ modifiers: [], series: null, basis: "REVENUE", goal: { scope: "OWN" } });
  expect(first).toMatchObject({ hold: { events: ["NEW"] }, clawback: { events: ["NEW"], months: 12 } });
});

test("every field that is no name or choice is described in the JSON Schema", () => {
  const schema = planJsonSchema() as { $defs: Record<string, { description?: string }> };
  expect(Object.entries(schema.$defs).filter(([, { description }]) => !description)).toEqual([]);
  expect(schema).toMatchObject({
    title: "CompensationPlan",
    required: ["code", "name", "currency", "components", "onLeave"],
  });
});

/** Changes one place of an example: "components.0.weight" to a value; undefined takes it out. */
function changed(name: string, place: string, value: unknown): unknown {
  const document = example(name);
  const keys = place.split(".");
  const parent = keys
    .slice(0, -1)
    .reduce<Record<string, unknown>>((one, key) => one[key] as Record<string, unknown>, document);
  if (value === undefined) delete parent[keys.at(-1)!];
  else parent[keys.at(-1)!] = value;
  return document;
}

const [success, sales, pool] = ["success-manager", "new-business", "team-pool"] as const;
const read = (measure: string, reads: string, scope = "OWN") => ({ of: "MEASURE", measure, reads, scope });
const credits = (component: string, reads: string) => ({ of: "CREDITS", component, reads });
const gate = (input: object) => [
  { kind: "GATE", conditions: [{ input, is: "AT_LEAST", bound: "1", ifNull: "MET" }], otherwise: "0" },
];
const limits = (floor: string, cap: string, of = "AMOUNT") => [
  { kind: "FLOOR", of, limit: floor },
  { kind: "CAP", of, limit: cap },
];
const step = (from: string) => ({ from, rate: "0.1" });
const point = (input: string) => ({ input, payout: "1" });

test.each<[string, string, string, unknown, string, string]>([
  ["a kind that there is not", success, "components.0.kind", "MAGIC", "components.0.kind", "expected 'TARGET_BONUS' |"],
  [
    "a factor that is missing",
    success,
    "components.0.ifNull",
    undefined,
    "components.0.ifNull",
    "is missing: takes a dec",
  ],
  [
    "a float",
    success,
    "components.1.amount",
    300.5,
    "components.1.amount",
    "is 300.5: takes a decimal number of 0 or more",
  ],
  ["a formula", success, "components.0.weight", "1/2", "components.0.weight", 'is "1/2": takes a decimal number'],
  [
    "a field that there is not",
    success,
    "formula",
    "x",
    "formula",
    "is no field here: correct its name, or leave it out",
  ],
  [
    "more digits than it is exact to",
    success,
    "components.0.weight",
    `0.${"1".repeat(40)}`,
    "components.0.weight",
    "with up to 15 digits ahead of the point and 8 behind it",
  ],
  ["a currency that there is not", success, "currency", "ZZZ", "currency", 'is "ZZZ": takes an ISO 4217 code such as'],
  ["a name without end", success, "name", "n".repeat(201), "name", "takes 200 characters at most"],
  [
    "an earning code that a spreadsheet would compute",
    success,
    "components.0.earningCode",
    "=1+1",
    "components.0.earningCode",
    'is "=1+1": must not begin with =, +, - or @',
  ],
  ["a currency's name", success, "currency", "Euro", "currency", 'is "Euro": takes an ISO 4217 code such as EUR'],
  ["no component", success, "components", [], "components", "is []: takes at least one component"],
  [
    "a measure that there is not",
    success,
    "components.0.input.measure",
    "LUCK",
    "components.0.input.measure",
    "expected one of",
  ],
  ["a code twice", success, "components.1.code", "RETENTION", "components.1.code", "is RETENTION, as components.0 is"],
  ["a code for people", success, "code", "success manager", "code", "takes capitals, digits and _"],
  [
    "weights above 1",
    success,
    "components.0.weight",
    "1.01",
    "components",
    "weights 1.01: they must add up to 1 at most",
  ],
  [
    "points that fall",
    success,
    "components.0.curve.points",
    ["1", "0.9"].map(point),
    "components.0.curve.points.1.input",
    "is 0.9 behind 1: points must ascend",
  ],
  [
    "points that stand still",
    success,
    "components.0.curve.points",
    ["1", "1.0"].map(point),
    "components.0.curve.points.1.input",
    "is 1.0 behind 1",
  ],
  [
    "a step without cap",
    success,
    "components.0.curve.how",
    "STEP",
    "components.0.curve.uncapped",
    "only LINEAR ones go on",
  ],
  [
    "a slope of one point",
    success,
    "components.0.curve.points",
    [point("1")],
    "components.0.curve.points",
    "takes two for its slope",
  ],
  [
    "attainment where less is better",
    success,
    "components.0.input",
    read("COST_TO_SERVE", "ATTAINMENT"),
    "components.0.input.reads",
    "is ATTAINMENT of COST_TO_SERVE, where less is better",
  ],
  [
    "the same in a gate",
    success,
    "components.0.modifiers",
    gate(read("FIRST_RESPONSE", "ATTAINMENT")),
    "components.0.modifiers.0.conditions.0.input.reads",
    "read by its VALUE",
  ],
  [
    "a floor above the cap",
    success,
    "components.0.modifiers",
    limits("2", "1"),
    "components.0.modifiers",
    "has a floor of 2 above its cap of 1",
  ],
  [
    "credits of what is no commission",
    success,
    "components.0.modifiers",
    gate(credits("SAVES", "VALUE")),
    "components.0.modifiers.0.conditions.0.input.component",
    "is SAVES: must be a commission of the plan (it has none)",
  ],
  [
    "attainment without a goal",
    sales,
    "components.0.modifiers",
    gate(credits("KEPT", "ATTAINMENT")),
    "components.0.modifiers.0.conditions.0.input.reads",
    "is ATTAINMENT of KEPT, which has no goal",
  ],
  [
    "a first tier above 0",
    sales,
    "components.1.tiers.steps",
    [step("1")],
    "components.1.tiers.steps.0.from",
    "is 1: the first tier must start at 0",
  ],
  [
    "tiers that fall",
    sales,
    "components.0.tiers.steps",
    ["0", "2", "1"].map(step),
    "components.0.tiers.steps.2.from",
    "is 1 behind 2: tiers must ascend",
  ],
  [
    "a flat rate of two tiers",
    sales,
    "components.1.tiers.steps",
    ["0", "2"].map(step),
    "components.1.tiers.steps",
    "is 2 tiers: FLAT takes one rate",
  ],
  [
    "shares of no goal",
    sales,
    "components.0.goal",
    null,
    "components.0.goal",
    "is missing: tiers by ATTAINMENT are shares of it",
  ],
  [
    "shares by event",
    sales,
    "components.0.accumulate",
    "EVENT",
    "components.0.accumulate",
    "is EVENT: shares of a goal",
  ],
  [
    "a goal of nothing",
    sales,
    "components.0.goal",
    { of: "AMOUNT", amount: "0" },
    "components.0.goal.amount",
    "is 0: a goal must be above 0",
  ],
  [
    "a quota that is no amount",
    sales,
    "components.0.goal.measure",
    "NPS",
    "components.0.goal.measure",
    "is NPS, which is no amount",
  ],
  [
    "events that the component does not pay",
    sales,
    "components.0.clawback",
    { events: ["RENEWED"], months: 1 },
    "components.0.clawback.events",
    "has RENEWED: must be of the component's events (NEW)",
  ],
  [
    "more held than paid",
    sales,
    "components.0.hold.part",
    "1.1",
    "components.0.hold.part",
    "is 1.1: must be above 0, 1 at most",
  ],
  [
    "months without how many",
    sales,
    "components.0.hold",
    { part: "1", until: "MONTHS" },
    "components.0.hold.months",
    "until MONTHS takes how many",
  ],
  [
    "a clawback of no months",
    sales,
    "components.0.clawback.months",
    0,
    "components.0.clawback.months",
    "is 0: takes 1 month or more",
  ],
  ["a draw of nothing", sales, "draw.amount", "0.00", "draw.amount", "is 0: a draw takes an amount above 0"],
  [
    "a held certification",
    success,
    "components.1",
    {
      kind: "EVENT_BONUS",
      code: "C",
      name: "C",
      earningCode: "C",
      events: ["CERTIFICATION"],
      amount: "1",
      hold: { events: ["CERTIFICATION"], part: "1", until: "FIRST_RENEWAL" },
    },
    "components.1.hold.events",
    "no customer that could be lost",
  ],
  [
    "a pool of one person's book",
    pool,
    "components.0.input.scope",
    "OWN",
    "components.0.input.scope",
    "is OWN: a pool reads the figure of the TEAM",
  ],
  [
    "a pool's gate on credits",
    pool,
    "components.0.modifiers",
    gate(credits("X", "VALUE")),
    "components.0.modifiers.0.conditions.0.input.component",
    "is X: must be a commission of the plan",
  ],
  [
    "a pool limited by a target",
    pool,
    "components.0.modifiers",
    limits("1", "2", "TARGET"),
    "components.0.modifiers.0.of",
    "a pool is limited by an AMOUNT",
  ],
])("%s is refused where it stands", (_rule, name, place, value, path_, message) => {
  const { plan, problems } = readPlan(changed(name, place, value));
  expect(plan).toBeNull();
  const found = problems.find((problem) => problem.path === path_);
  expect(`${path_}: ${found?.message ?? JSON.stringify(problems)}`).toContain(message);
});

test("everything that is wrong is told at once", () => {
  const document = changed(success, "components.0.weight", "2") as { components: object[] };
  document.components.push(document.components[1]!);
  expect(readPlan(document).problems.map(({ path: place }) => place)).toEqual(["components.2.code", "components"]);
});

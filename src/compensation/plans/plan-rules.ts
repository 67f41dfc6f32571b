import { measureOf } from "../../retention/measures/measures";
import type { MeasureCode } from "../../records/quotas/measure-code.type";
import { decimal, isBelow, plus, ZERO } from "../calc/exact";
import type {
  Commission,
  Component,
  Curve,
  EventBonus,
  Input,
  Limit,
  Modifier,
  Plan,
  TeamPool,
  Tiers,
} from "../calc/plan";

/** Where in a plan something is wrong: what it is, and what was expected. */
export interface PlanProblem {
  /** "components.1.tiers.steps.0.from" */
  readonly path: string;
  readonly message: string;
}

type Path = readonly (string | number)[];
type Say = (path: Path, message: string) => void;

/** What fields of a plan ask of each other. */
export function problemsOf(plan: Plan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const say: Say = (path, message) => void problems.push({ path: path.join("."), message });
  plan.components.forEach((component, at) => checkComponent(component, plan, ["components", at], say));
  checkCodes(plan, say);
  checkWeights(plan, say);
  if (plan.draw && isZero(plan.draw.amount))
    say(["draw", "amount"], "is 0: a draw takes an amount above 0, or leave it out");
  return problems;
}

function checkCodes({ components }: Plan, say: Say): void {
  components.forEach(({ code }, at) => {
    const first = components.findIndex((one) => one.code === code);
    if (first !== at) say(["components", at, "code"], `is ${code}, as components.${first} is: codes must be unique`);
  });
}

function checkWeights({ components }: Plan, say: Say): void {
  const bonuses = components.filter((component) => component.kind === "TARGET_BONUS");
  const sum = bonuses.map(({ weight }) => decimal(weight)).reduce(plus, ZERO);
  if (isBelow(decimal("1"), sum)) {
    const weights = bonuses.map(({ weight }) => weight).join(" + ");
    say(["components"], `has target bonuses of weights ${weights}: they must add up to 1 at most`);
  }
}

function checkComponent(component: Component, plan: Plan, path: Path, say: Say): void {
  component.modifiers.forEach((modifier, at) =>
    checkModifier(modifier, component, plan, [...path, "modifiers", at], say),
  );
  checkLimits(component.modifiers, [...path, "modifiers"], say);
  switch (component.kind) {
    case "TARGET_BONUS":
      checkInput(component.input, plan, [...path, "input"], say);
      checkCurve(component.curve, [...path, "curve"], say);
      return;
    case "COMMISSION":
      checkTiers(component.tiers, [...path, "tiers"], say);
      checkGoal(component, path, say);
      checkPerCredit(component, path, say);
      return;
    case "EVENT_BONUS":
      checkPerCredit(component, path, say);
      return;
    case "TEAM_POOL":
      checkPool(component, plan, path, say);
  }
}

function checkPool({ input, curve }: TeamPool, plan: Plan, path: Path, say: Say): void {
  checkInput(input, plan, [...path, "input"], say);
  checkCurve(curve, [...path, "curve"], say);
  checkTeamScope(input, [...path, "input"], say);
}

/** A pool is of a team: what modifies it is the same for all of its members. */
function checkTeamScope(input: Input, path: Path, say: Say): void {
  if (input.of === "CREDITS") return say([...path, "of"], "is CREDITS, which are a person's: a pool reads a MEASURE");
  if (input.scope === "OWN" || input.scope === "SUBTREE") {
    say([...path, "scope"], `is ${input.scope}: a pool reads the figure of the TEAM or of the COMPANY`);
  }
}

function checkModifier(modifier: Modifier, component: Component, plan: Plan, path: Path, say: Say): void {
  const isPool = component.kind === "TEAM_POOL";
  const inputs: readonly [Input, Path][] =
    modifier.kind === "GATE"
      ? modifier.conditions.map(({ input }, at) => [input, [...path, "conditions", at, "input"]])
      : modifier.kind === "MULTIPLIER"
        ? [[modifier.input, [...path, "input"]]]
        : [];
  for (const [input, at] of inputs) {
    checkInput(input, plan, at, say);
    if (isPool) checkTeamScope(input, at, say);
  }
  if (modifier.kind === "MULTIPLIER") checkCurve(modifier.curve, [...path, "curve"], say);
  if (isPool && "limit" in modifier && modifier.of === "TARGET") {
    say([...path, "of"], "is TARGET, which is a person's: a pool is limited by an AMOUNT");
  }
}

function checkLimits(modifiers: readonly Modifier[], path: Path, say: Say): void {
  const limits = modifiers.filter((one): one is Limit => one.kind === "CAP" || one.kind === "FLOOR");
  for (const floor of limits.filter(({ kind }) => kind === "FLOOR")) {
    const cap = limits.find(({ kind, of, limit }) => kind === "CAP" && of === floor.of && isLess(limit, floor.limit));
    if (cap)
      say(path, `has a floor of ${floor.limit} above its cap of ${cap.limit}: the least must not be above the most`);
  }
}

function checkInput(input: Input, { components }: Plan, path: Path, say: Say): void {
  if (input.of === "MEASURE") {
    const measure = measureOf(input.measure as MeasureCode);
    if (input.reads === "ATTAINMENT" && measure && !measure.higherIsBetter) {
      say(
        [...path, "reads"],
        `is ATTAINMENT of ${input.measure}, where less is better: such a measure is read by its VALUE`,
      );
    }
    return;
  }
  const read = components.find(({ code }) => code === input.component);
  if (read?.kind !== "COMMISSION") {
    const codes = components.filter(({ kind }) => kind === "COMMISSION").map(({ code }) => code);
    say(
      [...path, "component"],
      `is ${input.component}: must be a commission of the plan (${codes.join(", ") || "it has none"})`,
    );
  } else if (input.reads === "ATTAINMENT" && read.goal === null) {
    say([...path, "reads"], `is ATTAINMENT of ${input.component}, which has no goal: give it one, or read its VALUE`);
  }
}

function checkCurve({ how, points, uncapped }: Curve, path: Path, say: Say): void {
  checkAscending(
    points.map(({ input }) => input),
    "input",
    "points",
    [...path, "points"],
    say,
  );
  if (uncapped && how === "STEP") say([...path, "uncapped"], "is true of a STEP curve: only LINEAR ones go on");
  else if (uncapped && points.length < 2)
    say([...path, "points"], "is one point: an uncapped curve takes two for its slope");
}

function checkTiers({ how, steps }: Tiers, path: Path, say: Say): void {
  const [first] = steps;
  if (first && !isZero(first.from))
    say([...path, "steps", 0, "from"], `is ${first.from}: the first tier must start at 0`);
  if (how === "FLAT" && steps.length > 1) say([...path, "steps"], `is ${steps.length} tiers: FLAT takes one rate`);
  checkAscending(
    steps.map(({ from }) => from),
    "from",
    "tiers",
    [...path, "steps"],
    say,
  );
}

function checkAscending(values: readonly string[], field: string, name: string, path: Path, say: Say): void {
  values.forEach((value, at) => {
    const before = values[at - 1];
    if (before === undefined || isLess(before, value)) return;
    say([...path, at, field], `is ${value} behind ${before}: ${name} must ascend`);
  });
}

function checkGoal({ tiers, goal, accumulate }: Commission, path: Path, say: Say): void {
  if (tiers.by === "ATTAINMENT" && goal === null) {
    say([...path, "goal"], "is missing: tiers by ATTAINMENT are shares of it");
  }
  if (tiers.by === "ATTAINMENT" && accumulate === "EVENT") {
    say([...path, "accumulate"], "is EVENT: shares of a goal are reached over a PERIOD or YEAR_TO_DATE");
  }
  if (goal?.of === "AMOUNT" && isZero(goal.amount)) say([...path, "goal", "amount"], "is 0: a goal must be above 0");
  if (goal?.of === "QUOTA" && measureOf(goal.measure as MeasureCode)?.unit !== "MONEY") {
    say([...path, "goal", "measure"], `is ${goal.measure}, which is no amount: credited value is held against amounts`);
  }
}

function checkPerCredit({ events, hold, clawback }: Commission | EventBonus, path: Path, say: Say): void {
  for (const [name, rule] of [
    ["hold", hold],
    ["clawback", clawback],
  ] as const) {
    const others = rule?.events.filter((event) => !(events as readonly string[]).includes(event)) ?? [];
    if (others.length > 0) {
      say(
        [...path, name, "events"],
        `has ${others.join(", ")}: must be of the component's events (${events.join(", ")})`,
      );
    }
    if (rule?.events.includes("CERTIFICATION")) {
      say([...path, name, "events"], "has CERTIFICATION: there is no customer that could be lost");
    }
  }
  if (!hold) return;
  if (isZero(hold.part) || isLess("1", hold.part))
    say([...path, "hold", "part"], `is ${hold.part}: must be above 0, 1 at most`);
  if (hold.until === "MONTHS" && hold.months === null)
    say([...path, "hold", "months"], "is missing: until MONTHS takes how many");
}

const isZero = (text: string): boolean => decimal(text).numerator === 0n;
const isLess = (a: string, b: string): boolean => isBelow(decimal(a), decimal(b));

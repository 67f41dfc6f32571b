import { type Command, InvalidArgumentError } from "commander";
import { describeRiskFit } from "../src/app/commands/describe-risk-fit";
import { auc } from "../src/kernel/scoring";
import { excessOfTheLost, LOST, ranksOfCauses } from "./validation/causes";
import { type Outcome, type Told, tryOut } from "./validation/company";

/** Of companies that nothing was chosen by; what is read and how it is held back was chosen by others, 51, 61 and 71 to 80 among them. */
const SEEDS = [81, 82, 83];
const DISCRIMINATION = 0.8;
const CALIBRATION = 0.03;
const BINS = 10;

export function addValidation(program: Command): void {
  program
    .command("validation")
    .description("how well losses are foretold of made-up companies, whose true probabilities are known")
    .option("--seeds <list>", "which companies, such as 1,2,3", list, SEEDS)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

function list(text: string): number[] {
  if (/^\d{1,9}(,\d{1,9})*$/.test(text)) return text.split(",").map(Number);
  throw new InvalidArgumentError("Takes whole numbers between commas.");
}

async function run({ seeds, json }: { readonly seeds: readonly number[]; readonly json?: boolean }): Promise<void> {
  const say = (sentence: string): void => (json ? undefined : console.log(sentence));
  const results: object[] = [];
  for (const seed of seeds) {
    const outcome = await tryOut(seed, say);
    say(`\nCompany ${seed}: ${outcome.told.length} forecasts, ${outcome.untold} without enough history.`);
    for (const line of outcome.fits.flatMap(describeRiskFit)) say(line);
    results.push(...measure(seed, outcome, say), causes(seed, outcome, say), ...excess(seed, outcome, say));
  }
  for (const result of results) console.log(JSON.stringify(result));
}

const WHOSE = {
  "under contract": ({ relationship }: Told) => relationship === "CONTRACT",
  "order by order": ({ relationship }: Told) => relationship === "REPEAT_PURCHASE",
  "of both": () => true,
} as const;

function measure(seed: number, { told }: Outcome, say: (sentence: string) => void): object[] {
  return Object.entries(WHOSE).flatMap(([whose, of]) => {
    const some = told.filter(of);
    const rank = (score: (one: Told) => number): number =>
      auc(some.map((one) => ({ score: score(one), happened: one.lost })))!;
    const [own, limit] = [rank(({ probability }) => probability), rank(({ trueProbability }) => trueProbability)];
    const ratio = (own - 0.5) / (limit - 0.5);
    const error = calibrationError(some);
    const weights = rank(({ score }) => score);
    const share = some.filter(({ calibrated }) => calibrated).length / some.length;
    say(
      `Customers ${whose}: AUC ${own.toFixed(3)} of ${limit.toFixed(3)} by the truth (by the weights ${weights.toFixed(3)}), ratio ${ratio.toFixed(3)}; calibration error ${error.toFixed(4)}; ${(100 * share).toFixed(1)} % told by a fit.`,
    );
    const shown = { bench: "validation", case: `company ${seed}, ${whose}` };
    return [
      {
        ...shown,
        unit: "(AUC − .5) ÷ (true AUC − .5)",
        product: ratio,
        target: DISCRIMINATION,
        met: ratio >= DISCRIMINATION,
      },
      { ...shown, unit: "calibration error", product: error, target: CALIBRATION, met: error <= CALIBRATION },
    ];
  });
}

/** How far the mean probability of a tenth lies from the mean of the true ones. */
function calibrationError(told: readonly Told[]): number {
  const sorted = [...told].sort((one, other) => one.probability - other.probability);
  const cut = (bin: number): number => Math.floor((bin * sorted.length) / BINS);
  return Array.from({ length: BINS }, (_, bin) => sorted.slice(cut(bin), cut(bin + 1))).reduce((sum, bin) => {
    const off = bin.reduce((total, { probability, trueProbability }) => total + probability - trueProbability, 0);
    return sum + Math.abs(off) / sorted.length;
  }, 0);
}

/** Whether drivers name what drives a customer away, rather than what only goes with it. */
function causes(seed: number, { told }: Outcome, say: (sentence: string) => void): object {
  const ranks = ranksOfCauses(told);
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const listed = ranks.map(
    ({ cause, customers, above, below }) =>
      `${cause} ${percent(above)} above and ${percent(below)} below (${customers})`,
  );
  say(`Where a cause works, its drivers stand beside the decoy: ${listed.join(", ")}.`);
  const above = ranks.filter((rank) => rank.above > 0.5).length;
  return {
    ...{ bench: "validation", case: `company ${seed}, causes above the decoy among the drivers where they work` },
    ...{ unit: "causes", product: above, target: ranks.length, met: above === ranks.length },
  };
}

function excess(seed: number, { told, fits }: Outcome, say: (sentence: string) => void): object[] {
  return Object.entries(LOST).map(([how, lost]) => {
    const excesses = excessOfTheLost(told, fits, lost);
    const listed = excesses.map(({ cause, points, learnt }) => `${cause} ${points.toFixed(2)} (${learnt.toFixed(2)})`);
    say(
      `Points of drivers on the lost, more than on those who stay, ${how}, and in brackets the most that was learnt of one, in log odds per standard deviation: ${listed.join(", ")}.`,
    );
    const decoy = excesses.at(-1)!;
    const above = excesses.filter(({ points }) => points > decoy.points).length;
    return {
      ...{
        bench: "validation",
        case: `company ${seed}, causes with more excess than the decoy ${how}`,
        unit: "causes",
      },
      ...{ product: above, target: excesses.length - 1, met: above === excesses.length - 1 },
    };
  });
}

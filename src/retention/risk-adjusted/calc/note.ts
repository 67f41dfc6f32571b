import { type CaseMixModel, FEWEST_LOSSES } from "./case-mix";
import { type Comparison, FEWEST_CUSTOMERS, type Judgement } from "./judgement";
import { SIGNIFICANT } from "./rep-differences";

/** What a judgement was made from. */
export interface Grounds {
  readonly judgement: Judgement;
  /** of the customers that no rep held; null when there are none */
  readonly house: Judgement | null;
  readonly comparison: Comparison;
  readonly training: { readonly model: CaseMixModel; readonly losses: number };
}

/** What a reader must know before drawing conclusions, in sentences; null when there is nothing to hold back. */
export function noteOn({ judgement, house, comparison, training }: Grounds): string | null {
  const sentences = [
    onModel(training.model, training.losses),
    onComparison(comparison),
    onHouse(house),
    onSize(judgement.customers),
  ];
  return sentences.filter((sentence) => sentence !== null).join(" ") || null;
}

function onModel(model: CaseMixModel, losses: number): string | null {
  if (model.kind === "CASE_MIX") return null;
  switch (model.why) {
    case "TOO_FEW_OUTCOMES":
      return `Too few outcomes: ${losses} losses in the spans before, and ${FEWEST_LOSSES} are needed to tell which customers are hard to keep. Every customer counts with the company's one rate.`;
    case "ONE_OUTCOME":
      return "Every customer of the spans before was lost, which tells none from another. Every customer counts with the company's one rate.";
    case "NOT_CONVERGED":
      return "The case mix could not be fitted. Every customer counts with the company's one rate.";
  }
}

function onComparison({ reps, chance }: Comparison): string | null {
  if (reps < 2) return "There is nobody to compare with.";
  if (chance === null) return "Nothing happened that could tell one rep from another.";
  if (chance < SIGNIFICANT) return null;
  return `The ${reps} reps differ no more than chance makes them (p = ${chance.toFixed(2)}): their order says nothing.`;
}

/** All expectations together are the company's losses: what the house lost too many, the reps lost too few. */
function onHouse(house: Judgement | null): string | null {
  if (!house?.flagged) return null;
  const [theirs, ours] = house.observed > house.expected ? ["more", "below"] : ["less", "above"];
  return `Customers that no rep held were lost ${theirs} often than expected, so the reps together stand ${ours} 1: compare them with each other.`;
}

const onSize = (customers: number): string | null =>
  customers < FEWEST_CUSTOMERS
    ? `A book of fewer than ${FEWEST_CUSTOMERS} customers is never flagged: chance alone explains almost anything.`
    : null;

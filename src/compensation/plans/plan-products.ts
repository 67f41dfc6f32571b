import type { Commission, Plan } from "../calc/plan";
import type { PlanProblem } from "./plan-rules";

/** The products that there are. */
export interface Catalogue {
  readonly series: readonly string[];
  /** external ids */
  readonly products: readonly string[];
}

/** The most names that a sentence lists. */
const MOST_NAMED = 8;

/** Whether a plan tells products apart: what there are is asked for only then. */
export const namesProducts = ({ components }: Plan): boolean => components.some(isNarrowed);

/**
 * What a plan cannot be paid by: products are told apart by the lines of purchases, so that contracts, which have none, would
 * pay nothing without a word, and so would a name that no product has. Versions that were published stay as they are.
 */
export function productProblems({ components }: Plan, catalogue: Catalogue): PlanProblem[] {
  return components.flatMap((component, at): PlanProblem[] => {
    if (!isNarrowed(component)) return [];
    const { events, series, products } = component;
    const others = events.filter((event) => event !== "PURCHASE");
    const ofContracts: PlanProblem = {
      path: `components.${at}.events`,
      message: `has ${others.join(", ")}, of contracts, and nobody records which products those are of: by series or products only PURCHASE is told apart`,
    };
    return [
      ...(others.length > 0 ? [ofContracts] : []),
      ...unknown(series, catalogue.series, `components.${at}.series`, "no product is of this series"),
      ...unknown(products, catalogue.products, `components.${at}.products`, "no product has this external id"),
    ];
  });
}

const isNarrowed = (component: Plan["components"][number]): component is Commission =>
  component.kind === "COMMISSION" && (component.series !== null || component.products !== null);

function unknown(
  names: readonly string[] | null,
  known: readonly string[],
  path: string,
  problem: string,
): PlanProblem[] {
  const more = known.length > MOST_NAMED ? ", …" : "";
  const some = known.length === 0 ? "there is none yet" : `${known.slice(0, MOST_NAMED).join(", ")}${more}`;
  return (names ?? []).flatMap((name, at) =>
    known.includes(name) ? [] : [{ path: `${path}.${at}`, message: `is ${name}: ${problem} (${some})` }],
  );
}

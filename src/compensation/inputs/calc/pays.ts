import type { EventKind, Plan } from "../../calc/plan";

/** What plans pay for events, and what of them they hang on. */
export interface PaysFor {
  /** the kinds that something is paid for */
  readonly kinds: ReadonlySet<EventKind>;
  /** the kinds whose pay is held, or may be taken back: what became of their customers is looked at */
  readonly hanging: ReadonlySet<EventKind>;
  /** whether profit is looked at, beside revenue */
  readonly profit: boolean;
  /** whether something adds up over the year */
  readonly year: boolean;
  /** whether products are told apart */
  readonly products: boolean;
}

export function paysFor(plans: readonly Plan[]): PaysFor {
  const components = plans.flatMap((plan) => plan.components);
  const paid = components.filter((one) => one.kind === "COMMISSION" || one.kind === "EVENT_BONUS");
  const commissions = paid.filter((one) => one.kind === "COMMISSION");
  const inputs = components.flatMap(({ modifiers }) =>
    modifiers.flatMap((one) => {
      if (one.kind === "GATE") return one.conditions.map(({ input }) => input);
      return one.kind === "MULTIPLIER" ? [one.input] : [];
    }),
  );
  return {
    kinds: new Set(paid.flatMap(({ events }) => events)),
    hanging: new Set(paid.flatMap(({ hold, clawback }) => [...(hold?.events ?? []), ...(clawback?.events ?? [])])),
    profit: commissions.some(({ basis }) => basis === "PROFIT") || inputs.some(({ reads }) => reads === "MARGIN"),
    year:
      commissions.some(({ accumulate }) => accumulate === "YEAR_TO_DATE") ||
      paid.some((one) => one.kind === "EVENT_BONUS" && one.upTo?.per === "YEAR"),
    products: commissions.some(({ series, products }) => series !== null || products !== null),
  };
}

import { type Minimum, minimise } from "../../../kernel/minimise";

/** What came of a fit: parameters, or why there are none. A model that could not be fitted is an answer, no error. */
export type Fit<Parameters> =
  | {
      readonly status: "FITTED";
      readonly parameters: Parameters;
      readonly logLikelihood: number;
      /** the parameters that stand at the edge of what was searched, where forecasts no longer move; mostly none */
      readonly atEdge: readonly string[];
    }
  | { readonly status: "TOO_FEW" | "RUNS_AWAY"; readonly reason: string };

/** So many events for each parameter, or nothing is estimated. Source: Peduzzi et al. 1996, events per variable. */
export const EVENTS_PER_PARAMETER = 10;

/** On the scale of standardised data; the published fits lie between 0.2 and 15. */
const LARGEST = 1e6;
/** What two models must differ by in log-likelihood to be told apart: half the 95 % point of χ² with one degree. */
const NOTICEABLE = 1.92;

/**
 * Parameters > 0 of the highest likelihood, searched by their logarithms from 1 on, between a millionth and a million.
 *
 * Where customers do not differ in something, the likelihood has no maximum: it rises towards an edge, ever flatter, and
 * the model there is the simpler one that fits, such as a constant rate. That is an answer as long as a search within a
 * tenth of the bounds finds nearly as good a one; where it does not, the data fit no such model.
 *
 * @param logLikelihood of data whose unit makes them about 1
 */
export function maximiseLikelihood<Name extends string>(
  names: readonly Name[],
  logLikelihood: (parameters: Readonly<Record<Name, number>>) => number,
): Fit<Readonly<Record<Name, number>>> {
  const named = (point: readonly number[]): Readonly<Record<Name, number>> =>
    Object.fromEntries(names.map((name, index) => [name, Math.exp(point[index]!)])) as Record<Name, number>;
  const within = (largest: number): Minimum =>
    minimise(
      (point) => (point.some((x) => Math.abs(x) > Math.log(largest)) ? Infinity : -logLikelihood(named(point))),
      names.map(() => 0),
    );
  const found = within(LARGEST);
  if (!found.converged) return { status: "RUNS_AWAY", reason: "The search for the highest likelihood found no end." };
  const atEdge = names.filter((_, index) => Math.abs(found.point[index]!) > Math.log(LARGEST) - 0.1);
  if (atEdge.length > 0 && within(LARGEST / 10).value - found.value > NOTICEABLE) {
    const reason = `The likelihood rises without end as ${atEdge.join(" and ")} leaves every bound.`;
    return { status: "RUNS_AWAY", reason };
  }
  return { status: "FITTED", parameters: named(found.point), logLikelihood: -found.value, atEdge };
}

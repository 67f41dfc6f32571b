import { minimise } from "../../../kernel/minimise";

/** What came of a fit: parameters, or why there are none. A model that could not be fitted is an answer, no error. */
export type Fit<Parameters> =
  | { readonly status: "FITTED"; readonly parameters: Parameters; readonly logLikelihood: number }
  | { readonly status: "TOO_FEW" | "RUNS_AWAY"; readonly reason: string };

/** So many events for each parameter, or nothing is estimated. Source: Peduzzi et al. 1996, events per variable. */
export const EVENTS_PER_PARAMETER = 10;

/** On the scale of standardised data; the published fits lie between 0.2 and 15. */
const LARGEST = 1e4;
const WALL = Math.log(LARGEST);

/**
 * Parameters > 0 of the highest likelihood, searched by their logarithms from 1 on.
 *
 * The likelihood of some data rises for ever in a direction (customers who do not differ, or none of whom ever leaves):
 * where the search meets the wall at 1/10,000 or 10,000, the answer says which parameter ran there.
 *
 * @param logLikelihood of data whose unit makes them about 1
 */
export function maximiseLikelihood<Name extends string>(
  names: readonly Name[],
  logLikelihood: (parameters: Readonly<Record<Name, number>>) => number,
): Fit<Readonly<Record<Name, number>>> {
  const named = (point: readonly number[]): Readonly<Record<Name, number>> =>
    Object.fromEntries(names.map((name, index) => [name, Math.exp(point[index]!)])) as Record<Name, number>;
  const found = minimise(
    (point) => (point.some((x) => Math.abs(x) > WALL) ? Infinity : -logLikelihood(named(point))),
    names.map(() => 0),
  );
  const gone = names.filter((_, index) => Math.abs(found.point[index]!) > WALL - 0.1);
  if (gone.length === 0 && found.converged) {
    return { status: "FITTED", parameters: named(found.point), logLikelihood: -found.value };
  }
  const what = gone.length > 0 ? `${gone.join(" and ")} left 1/${LARGEST}…${LARGEST}` : "the search found no end";
  return { status: "RUNS_AWAY", reason: `The likelihood has no maximum: ${what}.` };
}

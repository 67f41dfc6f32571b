import { invariant } from "./invariant";

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** false when the evaluations ran out first: the point is then the best one seen, and no minimum */
  readonly converged: boolean;
}

export interface Search {
  /** edge of the first simplex */
  readonly step?: number;
  /** the search ends when all corners are so close to the best one, in every coordinate */
  readonly tolerance?: number;
  readonly evaluations?: number;
}

type Objective = (point: readonly number[]) => number;
interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * A local minimum by the downhill simplex, started anew where it ends until that gains nothing: a simplex may collapse
 * on a slope. Needs no derivative, and bears an objective that is Infinity or NaN outside of its domain.
 *
 * Source: Nelder and Mead 1965; Lagarias, Reeds, Wright, Wright 1998 for the order of the moves.
 *
 * @param start inside the domain; its coordinates are of the same magnitude (transform them first)
 */
export function minimise(objective: Objective, start: readonly number[], search: Search = {}): Minimum {
  const { step = 1, tolerance = 1e-8, evaluations = 20_000 } = search;
  let left = evaluations;
  const valued = (point: readonly number[]): Corner => {
    left--;
    const value = objective(point);
    return { point, value: Number.isNaN(value) ? Infinity : value };
  };
  let best = valued(start);
  invariant(best.value < Infinity, `the search starts outside of the domain, at (${start.join(", ")})`);
  for (let edge = step; ; edge = step / 10) {
    const found = descend(valued, simplexAround(best, edge, valued), tolerance, () => left > 0);
    const gain = best.value - found.value;
    best = found;
    if (left <= 0) return { ...best, converged: false };
    if (gain <= 1e-10 * (1 + Math.abs(best.value))) return { ...best, converged: true };
  }
}

const simplexAround = (origin: Corner, edge: number, valued: (point: readonly number[]) => Corner): Corner[] => [
  origin,
  ...origin.point.map((_, axis) => valued(origin.point.map((x, index) => (index === axis ? x + edge : x)))),
];

/** Lets the simplex walk until it is small, and answers its best corner. */
function descend(
  valued: (point: readonly number[]) => Corner,
  simplex: Corner[],
  tolerance: number,
  goOn: () => boolean,
): Corner {
  const byValue = (one: Corner, other: Corner): number => one.value - other.value;
  simplex.sort(byValue);
  while (goOn() && widthOf(simplex) > tolerance) {
    const moved = move(valued, simplex);
    if (moved) simplex[simplex.length - 1] = moved;
    else {
      const [best] = simplex as [Corner, ...Corner[]];
      simplex.forEach(({ point }, index) => {
        if (index > 0) simplex[index] = valued(between(best.point, point, 0.5));
      });
    }
    simplex.sort(byValue);
  }
  return simplex[0]!;
}

/** Where the worst corner goes: reflected, expanded or contracted; null when all corners must shrink to the best. */
function move(valued: (point: readonly number[]) => Corner, simplex: readonly Corner[]): Corner | null {
  const worst = simplex.at(-1)!;
  const others = simplex.slice(0, -1);
  const centre = worst.point.map((_, axis) => others.reduce((sum, { point }) => sum + point[axis]!, 0) / others.length);
  const along = (factor: number): Corner => valued(between(centre, worst.point, factor));
  const reflected = along(-1);
  if (reflected.value < simplex[0]!.value) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < others.at(-1)!.value) return reflected;
  const outside = reflected.value < worst.value;
  const contracted = along(outside ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null;
}

const between = (from: readonly number[], to: readonly number[], factor: number): number[] =>
  from.map((x, axis) => x + factor * (to[axis]! - x));

const widthOf = ([best, ...rest]: readonly Corner[]): number =>
  Math.max(...rest.map(({ point }) => Math.max(...point.map((x, axis) => Math.abs(x - best!.point[axis]!)))));

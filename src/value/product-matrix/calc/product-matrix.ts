/** How many customers of a segment hold exactly these steps of a series. */
export interface Holding {
  readonly segment: string | null;
  readonly series: string;
  /** the steps bought, rising, none twice; empty when only products without a step were bought */
  readonly steps: readonly number[];
  readonly customers: number;
}

/** A product series of the catalogue with its steps, rising, none twice. */
export interface Series {
  readonly series: string;
  readonly steps: readonly number[];
}

/** Customers of a segment, whatever they hold. */
export interface SegmentSize {
  readonly segment: string | null;
  readonly customers: number;
}

export interface SegmentAdoption extends SegmentSize {
  readonly holders: number;
  /** holders ÷ customers of the segment */
  readonly adoption: number | null;
}

export interface StepReach {
  readonly step: number;
  /** customers who bought it */
  readonly customers: number;
  /** customers whose next step it is: they hold the series up to an earlier step */
  readonly whitespace: number;
}

export interface SeriesColumn {
  readonly series: string;
  readonly holders: number;
  /** holders ÷ customers; null when there are no customers */
  readonly adoption: number | null;
  readonly steps: readonly StepReach[];
  readonly segments: readonly SegmentAdoption[];
}

/**
 * The step that a customer grows into: the least step of the series above the highest one bought. A step left out on the
 * way up is not gone back to.
 *
 * @param steps the catalogue's
 * @returns null when the highest step is bought
 */
export function nextStep(steps: readonly number[], bought: readonly number[]): number | null {
  const highest = Math.max(0, ...bought);
  return steps.find((step) => step > highest) ?? null;
}

/**
 * The product matrix, customers × series, told by its columns: who holds each series, how far, and who stands before
 * which next step.
 *
 * @param sizes every segment once; a series that nobody holds has a column, too
 */
export function productMatrix(
  catalogue: readonly Series[],
  holdings: readonly Holding[],
  sizes: readonly SegmentSize[],
): SeriesColumn[] {
  const customers = count(sizes);
  return catalogue.map(({ series, steps }) => {
    const held = holdings.filter((holding) => holding.series === series);
    const holders = count(held);
    return {
      ...{ series, holders, adoption: share(holders, customers) },
      steps: steps.map((step) => ({
        step,
        customers: count(held.filter((holding) => holding.steps.includes(step))),
        whitespace: count(held.filter((holding) => nextStep(steps, holding.steps) === step)),
      })),
      segments: sizes.map(({ segment, customers }) => {
        const holders = count(held.filter((holding) => holding.segment === segment));
        return { segment, customers, holders, adoption: share(holders, customers) };
      }),
    };
  });
}

/** What customers like this one did: those of its segment who came as far as it has, and how many of them went on. */
export interface Precedent {
  readonly similar: number;
  readonly took: number;
}

/**
 * How many customers of the same segment who hold the step that this one stands on hold the next one, too. Itself, it is
 * one of the similar and none of those who took it.
 */
export function precedent(
  holdings: readonly Holding[],
  of: { readonly segment: string | null; readonly series: string; readonly steps: readonly number[] },
  next: number,
): Precedent {
  const highest = Math.max(0, ...of.steps);
  const similar = holdings.filter(
    ({ segment, series, steps }) =>
      segment === of.segment && series === of.series && (highest === 0 || steps.includes(highest)),
  );
  return { similar: count(similar), took: count(similar.filter(({ steps }) => steps.includes(next))) };
}

const count = (groups: readonly { readonly customers: number }[]): number =>
  groups.reduce((sum, { customers }) => sum + customers, 0);

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

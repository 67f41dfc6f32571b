/** The middle value, or the mean of the two middle ones; null for no values. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Pearson's correlation of pairs, in [−1, 1]; null where one side does not vary. */
export function correlation(pairs: readonly (readonly [x: number, y: number])[]): number | null {
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

/** A value that counts for more than one, or for less. */
export interface Weighted {
  readonly value: number;
  /** above 0 */
  readonly weight: bigint;
}

/**
 * The value with half of the weight on either side; where the halves meet between two values, their mean. Of equal weights
 * it is the median; null for no values.
 */
export function weightedMedian(samples: readonly Weighted[]): number | null {
  const sorted = [...samples].sort((a, b) => a.value - b.value);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0n);
  let below = 0n;
  for (const [index, { value, weight }] of sorted.entries()) {
    below += weight;
    if (2n * below > whole) return value;
    if (2n * below === whole) return (value + sorted[index + 1]!.value) / 2;
  }
  return null;
}

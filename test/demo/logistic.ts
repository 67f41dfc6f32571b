export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Maximum likelihood of logit p = offset + Σ b·x, by Newton's method with steps of at most one.
 *
 * @param rows one list of covariates per draw
 */
export function fitLogistic(
  rows: readonly number[][],
  lost: readonly boolean[],
  offset: readonly number[],
): Estimate[] {
  let b = rows[0]!.map(() => 0);
  for (let round = 0; round < 40; round++) {
    const { gradient, information } = score(b, rows, lost, offset);
    const step = solve(information, gradient);
    const longest = Math.max(1, ...step.map(Math.abs));
    b = b.map((value, at) => value + step[at]! / longest);
    if (step.every((change) => Math.abs(change) < 1e-6)) break;
  }
  const { information } = score(b, rows, lost, offset);
  return b.map((value, at) => {
    const unit = b.map((_, other) => Number(other === at));
    return { value, standardError: Math.sqrt(solve(information, unit)[at]!) };
  });
}

function score(b: readonly number[], rows: readonly number[][], lost: readonly boolean[], offset: readonly number[]) {
  const gradient = b.map(() => 0);
  const information = b.map(() => b.map(() => 0));
  rows.forEach((row, draw) => {
    const p = 1 / (1 + Math.exp(-row.reduce((sum, x, at) => sum + b[at]! * x, offset[draw]!)));
    row.forEach((x, i) => {
      gradient[i]! += (Number(lost[draw]) - p) * x;
      row.forEach((y, j) => (information[i]![j]! += p * (1 - p) * x * y));
    });
  });
  return { gradient, information };
}

/** Gauss–Jordan with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  rows.forEach((_, column) => {
    const pivot = rows.reduce(
      (best, row, at) => (at >= column && Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? at : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    rows.forEach((row, at) => {
      if (at === column) return;
      const factor = row[column]! / rows[column]![column]!;
      rows[column]!.forEach((value, index) => (row[index]! -= factor * value));
    });
  });
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}

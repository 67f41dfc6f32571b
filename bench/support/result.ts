/** What a benchmark found of one case. The limit is the same work done by hand with as little as possible. */
export interface Result {
  readonly bench: string;
  readonly case: string;
  readonly unit: string;
  readonly limit: number;
  readonly product: number;
  readonly peers: Readonly<Record<string, number>>;
  /** product ÷ limit */
  readonly ratio: number;
  readonly target: number;
  readonly met: boolean;
}

export interface BenchOptions {
  /** print nothing but the results, one line of JSON each */
  readonly json: boolean;
  readonly say: (sentence: string) => void;
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

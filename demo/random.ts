/** Weights need not sum to one. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/**
 * xoshiro128** 1.1: 128 bits of state, period 2^128 − 1. Every subject draws from a stream of its own, named by the seed
 * and what it is for, so that switching one cause off leaves every other draw as it was.
 *
 * V8 computes log, exp and cos in software (fdlibm), so the same seed gives the same bytes on every machine.
 *
 * @see Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021); prng.di.unimi.it
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(...name: readonly (string | number)[]) {
    const next = splitmix32(fnv1a(name.join("/")));
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1; // the state must not be all zeros
  }

  /** 32 random bits. */
  bits(): number {
    const scrambled = Math.imul(rotate(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotate(this.d, 11);
    return scrambled;
  }

  /** In (0, 1), never an end: its logarithm is always finite. */
  uniform(): number {
    return (this.bits() + 0.5) / 2 ** 32;
  }

  within(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)] as T;
  }

  weighted<T>(choices: Weighted<T>): T {
    let rest = this.uniform() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) if ((rest -= weight) < 0) return value;
    return (choices.at(-1) as Weighted<T>[number])[0];
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Erlang: the sum of `shape` exponential waits; the larger the shape, the more regular. */
  erlang(shape: number, mean: number): number {
    let product = 1;
    for (let stage = 0; stage < shape; stage++) product *= this.uniform();
    return (-Math.log(product) * mean) / shape;
  }
}

/** P(X > age) of an Erlang variable. */
export function erlangSurvival(shape: number, mean: number, age: number): number {
  const x = (Math.max(age, 0) * shape) / mean;
  let term = 1;
  let sum = 1;
  for (let stage = 1; stage < shape; stage++) sum += term *= x / stage;
  return Math.exp(-x) * sum;
}

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** FNV-1a, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Spreads one 32-bit seed over a state, as the authors of xoshiro ask for (finaliser of MurmurHash3). */
function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

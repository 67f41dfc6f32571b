import { apportion } from "../../../kernel/apportion";
import { minor, type Minor } from "../../../kernel/money";

/**
 * How much of a customer is somebody's. Weights are whole numbers, so that the parts of all who hold a customer, the
 * house included, add up to the customer exactly: counts as weights over the whole, amounts to the minor unit.
 */
export interface Share {
  readonly weight: bigint;
  readonly whole: bigint;
  /** the part of an amount that goes with it */
  of(amount: Minor): Minor;
}

/** One rep that holds a customer. */
export interface Claim {
  readonly repId: string;
  /** the rep's key at the company, by which ties are broken */
  readonly externalId: string;
  readonly weight: bigint;
}

/** All of a customer, or of several: their amounts are told as one. */
export const wholeShare = (whole: bigint, customers = 1): Share => ({
  weight: whole * BigInt(customers),
  whole,
  of: (amount) => amount,
});

const noShare = (whole: bigint): Share => ({ weight: 0n, whole, of: () => minor(0) });

/** Several parts of one customer as one. */
export function sumOfShares([first, ...others]: readonly [Share, ...Share[]]): Share {
  if (others.length === 0) return first;
  const all = [first, ...others];
  return {
    weight: all.reduce((sum, { weight }) => sum + weight, 0n),
    whole: first.whole,
    of: (amount) => minor(all.reduce((sum, share) => sum + share.of(amount), 0n)),
  };
}

/**
 * The shares of everybody who holds a customer, in the order of the claims; what nobody claims is the house's. Amounts
 * are split by largest remainder, ties by the rep's external id, the house last. Source: domain §3.2.
 */
export function sharesOf(claims: readonly Claim[], whole: bigint): Shares {
  const left = claims.reduce((rest, { weight }) => rest - weight, whole);
  if (claims.length === 1 && left === 0n) return soleHolder(whole);
  const order = claims.map((_, index) => index).sort((a, b) => byExternalId(claims[a]!, claims[b]!));
  const weights = [...order.map((index) => claims[index]!.weight), left];
  const place = new Map(order.map((index, at) => [index, at]));
  const part = (at: number): Share => ({
    weight: weights[at]!,
    whole,
    of: (amount) => apportion(amount, weights)[at]!,
  });
  return { held: claims.map((_, index) => part(place.get(index)!)), house: part(claims.length) };
}

export interface Shares {
  readonly held: readonly Share[];
  readonly house: Share;
}

const sole = new Map<bigint, Shares>();

/** Most customers have one holder, and one object does for all of them. */
function soleHolder(whole: bigint): Shares {
  const shares = sole.get(whole) ?? { held: [wholeShare(whole)], house: noShare(whole) };
  sole.set(whole, shares);
  return shares;
}

const byExternalId = (a: Claim, b: Claim): number => (a.externalId < b.externalId ? -1 : 1);

/**
 * The share of the value due below which a renewal is one for less: what is cut by a twentieth or less is the rounding of a
 * price, not a customer on its way out. Judgement.
 */
export const REDUCED_BELOW = 0.95;

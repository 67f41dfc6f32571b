/** An assessment that nobody overrides, and without a review. */
export const BY_SIGNALS = { bandWithout: null, reviewerId: null, bandWithoutReview: null } as const;

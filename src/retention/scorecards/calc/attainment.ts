/** A value against its goal. */
export interface Attainment {
  /** value − goal; null when nothing was measured */
  readonly difference: number | null;
  /** null when nothing was measured, the goal is not above zero, or less is better: half of a cost is not half attained */
  readonly attainment: number | null;
}

/**
 * How far a goal was reached: attainment = value ÷ goal, uncapped. Source: domain §5, *curves*.
 *
 * @param value in the goal's unit; null when there was nothing to measure
 */
export function attainmentOf(value: number | null, goal: number, higherIsBetter: boolean): Attainment {
  if (value === null) return { difference: null, attainment: null };
  return { difference: value - goal, attainment: higherIsBetter && goal > 0 ? value / goal : null };
}

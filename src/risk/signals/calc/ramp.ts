/**
 * Where a value stands between two others: 0 at the first and before it, 1 at the second and beyond it, straight between them.
 * The second may be the smaller one: then it rises as the value falls. Where both are the same it steps from 0 to 1 beyond.
 */
export function ramp(value: number, none: number, worst: number): number {
  if (worst < none) return ramp(-value, -none, -worst);
  if (value <= none) return 0;
  return value >= worst ? 1 : (value - none) / (worst - none);
}

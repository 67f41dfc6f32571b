/** What is thrown for a bug of ours, never for a mistake of the caller. */
export const broken = (message: string): Error => new Error(`Invariant broken: ${message}`);

/** Throws when something that the code itself guarantees does not hold: a bug of ours, never a mistake of the caller. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw broken(message);
}

/** The value, or a thrown bug when it is null or undefined. */
export function must<T>(value: T | null | undefined, message: string): T {
  invariant(value !== null && value !== undefined, message);
  return value;
}

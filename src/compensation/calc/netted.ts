import type { CreditedEvent } from "./person";

/** Events, each less what of the same period reverses it. */
export interface Netted {
  readonly credits: readonly CreditedEvent[];
  /** one each */
  readonly weights: readonly bigint[];
}

/** Events with what reverses them, in the order of the events. A reversal of what is not among them stands for itself. */
export function netted(credits: readonly CreditedEvent[], weightOf: (credit: CreditedEvent) => bigint): Netted {
  if (credits.every(({ reverses }) => reverses === null)) return { credits, weights: credits.map(weightOf) };
  const here = new Set(credits.map(({ id }) => id));
  const weights = new Map<string, bigint>();
  const heads: CreditedEvent[] = [];
  for (const credit of credits) {
    const isHead = credit.reverses === null || !here.has(credit.reverses);
    if (isHead) heads.push(credit);
    const head = isHead ? credit.id : credit.reverses!;
    weights.set(head, (weights.get(head) ?? 0n) + weightOf(credit));
  }
  return { credits: heads, weights: heads.map(({ id }) => weights.get(id) ?? 0n) };
}

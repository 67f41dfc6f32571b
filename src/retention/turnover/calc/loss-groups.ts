import type { Day } from "../../../kernel/calendar";
import { compare } from "../../../kernel/compare";
import { groupBy } from "../../../kernel/group-by";
import { minor, type Minor } from "../../../kernel/money";

/** A lost customer, and who served it when it was lost. */
export interface ServedLoss {
  readonly lostOn: Day;
  readonly valueMinor: Minor;
  readonly segment: string | null;
  readonly reason: string | null;
  readonly competitor: string | null;
  /** the roles on its account team on the loss day, none twice */
  readonly roles: readonly string[];
}

export type LossDimension = "SEGMENT" | "REASON" | "COMPETITOR" | "ROLE";

/** What losses have in common, and how many they are. */
export interface LossGroup {
  /** null: nobody said, or nobody served them */
  readonly key: string | null;
  readonly lost: number;
  readonly valueMinor: Minor;
}

const KEYS: Readonly<Record<LossDimension, (loss: ServedLoss) => readonly (string | null)[]>> = {
  SEGMENT: ({ segment }) => [segment],
  REASON: ({ reason }) => [reason],
  COMPETITOR: ({ competitor }) => [competitor],
  ROLE: ({ roles }) => (roles.length > 0 ? roles : [null]),
};

export const valueOf = (losses: readonly { readonly valueMinor: Minor }[]): Minor =>
  minor(losses.reduce((sum, { valueMinor }) => sum + valueMinor, 0n));

/**
 * Losses by what they have in common, most value first. Groups add up to the whole, but for roles: they overlay, and a
 * customer that was served in two counts in both.
 */
export function lossGroups(losses: readonly ServedLoss[], by: LossDimension): LossGroup[] {
  const keyed = losses.flatMap((loss) => KEYS[by](loss).map((key) => ({ key, loss })));
  return [...groupBy(keyed, ({ key }) => key)]
    .map(([key, members]) => ({ key, lost: members.length, valueMinor: valueOf(members.map(({ loss }) => loss)) }))
    .sort((a, b) => compare(b.valueMinor, a.valueMinor) || b.lost - a.lost || compare(a.key ?? "", b.key ?? ""));
}

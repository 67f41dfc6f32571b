import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Movement, movementOf } from "../../value/changes/calc/value-change";
import type { FactKind } from "../measures/measure";
import { MEASURES } from "../measures/measures";
import { factsOf } from "../scorecards/facts";
import type { Scorecard } from "../scorecards/scorecard";

/** A customer in a book, by the part of it that is one rep's. */
export interface RestedEntry {
  readonly customerId: string;
  /** null: the whole company's */
  readonly repId: string | null;
  readonly weight: bigint;
  readonly whole: bigint;
  readonly opening: Minor;
  readonly closing: Minor;
  readonly movement: Movement | null;
}

/** Everything that a scorecard's measures are computed from. */
export interface Rested {
  readonly entries: readonly RestedEntry[];
  /** by customer and kind, what was known of it as a whole */
  readonly facts: ReadonlyMap<string, Readonly<Partial<Record<FactKind, unknown>>>>;
}

const KINDS: readonly FactKind[] = [...new Set<FactKind>(["changes", ...MEASURES.map(({ facts }) => facts)])];
const NOTHING = minor(0);

export async function restedOn(context: Context, scorecard: Scorecard): Promise<Rested> {
  const { book } = scorecard;
  const changes = await factsOf(context, scorecard, "changes", book);
  const entries = new Map<string, RestedEntry>();
  const facts = new Map<string, Partial<Record<FactKind, unknown>>>();
  for (const kind of KINDS) {
    const ofKind = await factsOf(context, scorecard, kind, book);
    for (const { customerId, repId, share } of book.shelves<unknown>(ofKind).flat()) {
      if (!ofKind.has(customerId)) continue;
      facts.set(customerId, { ...facts.get(customerId), [kind]: ofKind.get(customerId) });
      const change = changes.get(customerId);
      entries.set(`${customerId} ${repId}`, {
        ...{ customerId, repId, weight: share.weight, whole: share.whole },
        opening: change ? share.of(change.opening) : NOTHING,
        closing: change ? share.of(change.closing) : NOTHING,
        movement: change ? movementOf(change) : null,
      });
    }
  }
  return { entries: [...entries.values()], facts };
}

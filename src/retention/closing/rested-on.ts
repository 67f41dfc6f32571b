import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Movement, movementOf } from "../../value/changes/calc/value-change";
import type { BookEntry, ExcludedEntry } from "../credit/calc/book";
import type { Exclusion } from "../credit/calc/exclusion";
import type { FactKind } from "../measures/measure";
import { MEASURES } from "../measures/measures";
import { factsOf } from "../scorecards/facts";
import type { Scorecard } from "../scorecards/scorecard";

/** A customer in a book, by the part of it that is one rep's. */
export interface RestedEntry {
  readonly customerId: string;
  /** null: the whole company's */
  readonly repId: string | null;
  /** why the policy leaves it out of the book; null where it counts */
  readonly exclusion: Exclusion | null;
  readonly weight: bigint;
  readonly whole: bigint;
  readonly opening: Minor;
  readonly closing: Minor;
  readonly movement: Movement | null;
}

/** By customer and kind, what was known of it as a whole. */
export type Known = ReadonlyMap<string, Readonly<Partial<Record<FactKind, unknown>>>>;

const KINDS: readonly FactKind[] = [...new Set<FactKind>(["changes", ...MEASURES.map(({ facts }) => facts)])];
const NOTHING = minor(0);

/** The facts that a scorecard's measures are computed from: the company's hold those of every book. */
export async function knownOf(context: Context, scorecard: Scorecard): Promise<Known> {
  const known = new Map<string, Partial<Record<FactKind, unknown>>>();
  const book = await scorecard.book();
  for (const kind of KINDS) {
    for (const [customerId, facts] of await factsOf(context, scorecard, kind, book)) {
      const before = known.get(customerId);
      if (before) before[kind] = facts;
      else known.set(customerId, { [kind]: facts });
    }
  }
  return known;
}

type Entry = BookEntry & Partial<Pick<ExcludedEntry, "exclusion">>;

/** The customers in a scorecard's book of whom something is known, and those that the policy leaves out of it. */
export async function entriesOf(context: Context, scorecard: Scorecard): Promise<readonly RestedEntry[]> {
  const book = await scorecard.book();
  const changes = await factsOf(context, scorecard, "changes", book);
  const entries = new Map<string, RestedEntry>();
  for (const kind of KINDS) {
    const facts = await factsOf(context, scorecard, kind, book);
    const all: readonly Entry[] = [...book.shelves<unknown>(facts), ...book.excluded].flat();
    for (const { customerId, repId, share, exclusion = null } of all) {
      const key = `${customerId} ${repId}`;
      if (!facts.has(customerId) || entries.has(key)) continue;
      const change = changes.get(customerId);
      entries.set(key, {
        ...{ customerId, repId, exclusion, weight: share.weight, whole: share.whole },
        opening: change ? share.of(change.opening) : NOTHING,
        closing: change ? share.of(change.closing) : NOTHING,
        movement: change ? movementOf(change) : null,
      });
    }
  }
  return [...entries.values()];
}

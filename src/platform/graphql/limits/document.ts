import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { requestRefusal } from "../errors";
import { LIMITS, tooComplex } from "./limits";

/** A selection set with its fragments spread out. */
interface Extent {
  readonly selections: number;
  readonly depth: number;
}

/**
 * Refuses what only fragments can hide: circles, and selections that double with each level. Stands before the
 * validation, whose comparison of repeated fields takes quadratic time. Each fragment is measured once.
 *
 * @param document of a text that `checkSource` let pass: its nesting is bounded, so recursion is safe
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function checkDocument(document: DocumentNode): void {
  const measure = new Measure(document);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) measure.operation(definition.selectionSet);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) measure.fragment(definition);
  }
}

class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  /** null while a fragment is being measured: meeting it again then is a circle */
  private readonly extents = new Map<string, Extent | null>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  operation(root: SelectionSetNode): void {
    const fields = [...this.fieldsOf(root, new Set())].length;
    if (fields > LIMITS.rootFields) throw tooComplex("rootFields", "root fields", fields, "Ask in several requests.");
    this.extentOf(root);
    this.checkRepeats([root]);
  }

  fragment({ name, selectionSet }: FragmentDefinitionNode): void {
    this.extentOfFragment(name.value);
    this.checkRepeats([selectionSet]);
  }

  private extentOfFragment(name: string): Extent {
    const measured = this.extents.get(name);
    if (measured === null)
      throw requestRefusal("QUERY_TOO_COMPLEX", `The fragment ${name} contains itself. Spread it from outside only.`);
    if (measured) return measured;
    const definition = this.fragments.get(name);
    if (!definition) return EMPTY;
    this.extents.set(name, null);
    const extent = this.extentOf(definition.selectionSet);
    this.extents.set(name, extent);
    return extent;
  }

  private extentOf(set: SelectionSetNode): Extent {
    let [selections, depth] = [0, 0];
    for (const selection of set.selections) {
      const inner = this.innerExtent(selection);
      selections += 1 + inner.selections;
      depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
    }
    if (selections > LIMITS.selections)
      throw tooComplex("selections", "selections with its fragments spread out", selections, "Ask for less at once.");
    if (depth > LIMITS.selectionDepth)
      throw tooComplex("selectionDepth", "levels of selections", depth, "Ask for less depth.");
    return { selections, depth };
  }

  private innerExtent(selection: FieldNode | InlineFragmentNode | FragmentSpreadNode): Extent {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.extentOfFragment(selection.name.value);
    return selection.selectionSet ? this.extentOf(selection.selectionSet) : EMPTY;
  }

  /** Fields of one response key are merged, and with them what is selected below: all these are compared in pairs. */
  private checkRepeats(sets: readonly SelectionSetNode[]): void {
    const merged = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets)
      for (const field of this.fieldsOf(set, spread)) {
        const key = (field.alias ?? field.name).value;
        const same = merged.get(key);
        if (same) same.push(field);
        else merged.set(key, [field]);
      }
    for (const [key, same] of merged) {
      if (same.length > LIMITS.repeatedFields)
        throw tooComplex("repeatedFields", `fields ${key} in one place`, same.length, "Ask for each field once.");
      const below = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) this.checkRepeats(below);
    }
  }

  /** The fields that the specification merges into one selection set; a fragment spread twice counts once. */
  private *fieldsOf(set: SelectionSetNode, spread: Set<string>): Generator<FieldNode> {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) yield selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) yield* this.fieldsOf(selection.selectionSet, spread);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const definition = this.fragments.get(selection.name.value);
        if (definition) yield* this.fieldsOf(definition.selectionSet, spread);
      }
    }
  }
}

const EMPTY: Extent = { selections: 0, depth: 0 };

import { compare } from "../../kernel/compare";

/**
 * Items in the order of a text of theirs, in whatever order they came. Mostly they come in it: then they are left as they are.
 */
export function inOrder<Item>(items: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  let last = "";
  for (const item of items) {
    const text = textOf(item);
    if (text < last) return [...items].sort((a, b) => compare(textOf(a), textOf(b)));
    last = text;
  }
  return items;
}

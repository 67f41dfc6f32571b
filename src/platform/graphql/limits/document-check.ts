import { GraphQLError, parse } from "graphql";
import { BoundedMap } from "../../../kernel/bounded-map";
import { checkDocument } from "./document";
import { checkSource } from "./source";

const REMEMBERED = { documents: 1_000, characters: 20_000 } as const;

/**
 * The checks of a document before anything else looks at it. Texts that passed are remembered: a client sends the
 * same few over and over. A text that does not parse passes too; the answer to it is the parser's.
 *
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function makeDocumentCheck(): (text: string) => void {
  const passed = new BoundedMap<string, true>(REMEMBERED.documents);
  return (text) => {
    if (passed.get(text)) return;
    checkSource(text);
    const document = parsed(text);
    if (!document) return;
    checkDocument(document);
    if (text.length <= REMEMBERED.characters) passed.set(text, true);
  };
}

function parsed(text: string): ReturnType<typeof parse> | null {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

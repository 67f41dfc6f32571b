import { GraphQLError, Lexer, Source, TokenKind } from "graphql";
import { LIMITS, tooComplex } from "./limits";
import { checkText } from "./text";

/**
 * Refuses a document by its text alone, in linear time and without recursion: the parser behind it recurses, and
 * would overflow the stack on a document nested thousands deep.
 *
 * A text that is no GraphQL passes up to its first wrong character: the parser says it better.
 *
 * @throws GraphQLError QUERY_TOO_COMPLEX, or BAD_USER_INPUT for a text that the database cannot hold
 */
export function checkSource(text: string): void {
  const lexer = new Lexer(new Source(text));
  const count = new SourceCount();
  try {
    while (lexer.advance().kind !== TokenKind.EOF) {
      count.add(lexer.token.kind);
      checkText(lexer.token.value);
    }
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === undefined) return;
    throw error;
  }
}

class SourceCount {
  private tokens = 0;
  private aliases = 0;
  private directives = 0;
  private selections = 0;
  private values = 0;

  add(kind: TokenKind): void {
    if (++this.tokens > LIMITS.tokens) throw tooComplex("tokens", "tokens", null, "Ask in several requests.");
    if (kind === TokenKind.AT) this.addDirective();
    else if (kind === TokenKind.COLON && this.values === 0) this.addAlias();
    else if (kind === TokenKind.BRACE_L && this.values === 0) this.openSelection();
    else if (kind === TokenKind.BRACE_R && this.values === 0) this.selections--;
    else if (OPENING.has(kind)) this.openValue();
    else if (CLOSING.has(kind)) this.values--;
  }

  private addDirective(): void {
    if (++this.directives <= LIMITS.directives) return;
    throw tooComplex("directives", "directives", null, "Leave out what is not needed.");
  }

  // Outside of parentheses, a colon stands nowhere but behind an alias.
  private addAlias(): void {
    if (++this.aliases <= LIMITS.aliases) return;
    throw tooComplex("aliases", "aliases", null, "Ask for many records by a connection or in several requests.");
  }

  private openSelection(): void {
    if (++this.selections <= LIMITS.selectionDepth) return;
    throw tooComplex("selectionDepth", "levels of selections", null, "Ask for less depth.");
  }

  private openValue(): void {
    // The parenthesis itself is no level of a value.
    if (++this.values <= LIMITS.valueDepth + 1) return;
    throw tooComplex("valueDepth", "levels within an argument", null, "Nest lists and objects less.");
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_L, TokenKind.BRACKET_L, TokenKind.BRACE_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_R, TokenKind.BRACKET_R, TokenKind.BRACE_R]);

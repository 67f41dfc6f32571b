import { buildSchema, parse } from "graphql";
import { makeDocumentCheck } from "../../../src/platform/graphql/limits/document-check";
import { LIMITS } from "../../../src/platform/graphql/limits/limits";
import { makeRowCheck } from "../../../src/platform/graphql/limits/rows";
import { checkVariables } from "../../../src/platform/graphql/limits/variables";

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(" ");
const nested = (levels: number, open: string, core: string, close: string): string =>
  open.repeat(levels) + core + close.repeat(levels);

/** Each limit at its number and one above it. */
const documents: Record<string, { limit: number; document: (count: number) => string; message: RegExp }> = {
  tokens: {
    limit: LIMITS.tokens,
    // Nine tokens stand around the numbers.
    document: (count) => `{ a(x: [${times(count - 9, () => "1")}]) }`,
    message: /more than 4000 tokens; 4000 are allowed/,
  },
  "levels of selections": {
    limit: LIMITS.selectionDepth,
    document: (count) => nested(count - 1, "{ a ", "{ a }", "}"),
    message: /more than 20 levels of selections; 20 are allowed/,
  },
  "levels of selections, through fragments": {
    limit: LIMITS.selectionDepth,
    document: (count) =>
      `{ ...F0 } ${times(count - 1, (at) => `fragment F${at} on Q { a { ...F${at + 1} } }`)} fragment F${count - 1} on Q { a }`,
    message: /21 levels of selections; 20 are allowed/,
  },
  "levels of a list": {
    limit: LIMITS.valueDepth,
    document: (count) => `{ a(x: ${nested(count, "[", "1", "]")}) }`,
    message: /more than 12 levels within an argument; 12 are allowed/,
  },
  "levels of an object": {
    limit: LIMITS.valueDepth,
    document: (count) => `{ a(x: ${nested(count, "{ x: ", "1", "}")}) }`,
    message: /more than 12 levels within an argument/,
  },
  aliases: {
    limit: LIMITS.aliases,
    document: (count) =>
      `query ($v: Int = 1, $w: [Int!]) { b { ${times(count, (at) => `a${at}: a(x: $v, y: { z: $w })`)} } }`,
    message: /more than 60 aliases; 60 are allowed\. Ask for many records/,
  },
  directives: {
    limit: LIMITS.directives,
    document: (count) => `{ a ${times(count, () => "@skip(if: false)")} }`,
    message: /more than 30 directives/,
  },
  "root fields": {
    limit: LIMITS.rootFields,
    document: (count) => `{ ${times(count - 1, (at) => `a${at}`)} ... { b } }`,
    message: /21 root fields; 20 are allowed/,
  },
  "repeated fields": {
    limit: LIMITS.repeatedFields,
    document: (count) => `{ b { ${times(count - 2, () => "a")} ... { a } ...F ...F } } fragment F on Q { a }`,
    message: /51 fields a in one place; 50 are allowed/,
  },
};

describe.each(Object.entries(documents))("%s", (_name, { limit, document, message }) => {
  test("pass up to the limit", () => expect(() => makeDocumentCheck()(document(limit))).not.toThrow());
  test("are refused above it", () => expect(() => makeDocumentCheck()(document(limit + 1))).toThrow(message));
});

describe("fragments", () => {
  const check = makeDocumentCheck();

  test("may not double with every level", () => {
    const doubling = times(11, (at) => `fragment F${at} on Q { a { ...F${at + 1} } b { ...F${at + 1} } }`);
    expect(() => check(`{ ...F0 } ${doubling} fragment F11 on Q { a }`)).toThrow(
      /has \d+ selections with its fragments spread out; 2000 are allowed/,
    );
  });

  test.each([
    ["itself", "{ ...A } fragment A on Q { a { ...A } }"],
    ["itself through another", "{ ...A } fragment A on Q { b { ...B } } fragment B on Q { a { ...A } }"],
    ["itself where nobody uses it", "{ a } fragment A on Q { ... { ...A } }"],
  ])("may not contain %s", (_rule, document) =>
    expect(() => check(document)).toThrow("The fragment A contains itself. Spread it from outside only."),
  );

  test("a fragment of that name need not exist: the validation says so", () => {
    expect(() => check("{ ...Nowhere }")).not.toThrow();
  });
});

test("a text that is no GraphQL is left to the parser, unless it is too large before its first mistake", () => {
  const check = makeDocumentCheck();
  expect(() => check("{ a ")).not.toThrow();
  expect(() => check(`{ a "unterminated`)).not.toThrow();
  expect(() => check(nested(15_000, "{a", "", ""))).toThrow(/levels of selections/);
  expect(() => check(`{ a(x: ${nested(15_000, "[", "", "")}`)).toThrow(/levels within an argument/);
  expect(() => check(`query ($x: ${nested(15_000, "[", "Int", "]")}) { a }`)).toThrow(/levels within an argument/);
  expect(() => check(`type A { a: ${nested(15_000, "[", "Int", "]")} }`)).toThrow(/levels within an argument/);
});

test("what the limits cost does not grow faster than the document", () => {
  const milliseconds = (document: string): number => {
    const started = performance.now();
    expect(() => makeDocumentCheck()(document)).toThrow(/QUERY|levels|tokens|fields/);
    return performance.now() - started;
  };
  expect(milliseconds(nested(100_000, "{a", "", "}"))).toBeLessThan(50);
  expect(milliseconds(`{ ${times(60_000, () => "a")} }`)).toBeLessThan(50);
});

describe("variables", () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

  test("nest as deep as arguments may", () => {
    expect(() => checkVariables({ x: deep(LIMITS.valueDepth) })).not.toThrow();
    expect(() => checkVariables({ x: deep(LIMITS.valueDepth + 1) })).toThrow(/levels within its variables; 12 are/);
  });

  test("thousands deep are refused without recursion", () => {
    const x: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(() => checkVariables({ x })).toThrow(/levels within its variables/);
  });
});

describe("rows", () => {
  const schema = buildSchema(`
    type Query {
      reps(first: Int, last: Int): RepConnection!
      rep(id: ID): Rep
      nodes(ids: [ID!]!): [Rep]
    }
    type Mutation { repsUpsert(inputs: [Int!]!): RepsUpsertPayload }
    type RepsUpsertPayload { reps: [Rep] }
    type Rep { name: String manager: Rep skills: [Skill!]! reports(first: Int = 10): RepConnection! }
    type Skill { name: String }
    type RepConnection { edges: [RepEdge!]! totalCount: Int! pageInfo: PageInfo! }
    type RepEdge { node: Rep! cursor: String! }
    type PageInfo { endCursor: String }
  `);
  const rowsOf = (document: string, variables: Record<string, unknown> = {}): number => {
    const check = makeRowCheck(schema);
    // The message tells the count once it is over the limit: so many pages that it is.
    const over = document.replace(/^(query[^{]*)?\{/, "$1{ over: reps(first: 1000000) { edges { node { name } } } ");
    try {
      check(parse(over), undefined, variables);
    } catch (error) {
      return Number(/has (\d+) records/.exec((error as Error).message)?.[1]) - 1_000_000;
    }
    throw new Error("not refused");
  };

  test.each([
    ["a record is one", "{ rep(id: 1) { name } }", 1],
    ["a reference is one more", "{ rep(id: 1) { manager { name } } }", 2],
    ["a plain list is taken for five", "{ rep(id: 1) { skills { name } } }", 6],
    ["a page counts its records, not its edges", "{ reps(first: 7) { edges { cursor node { name } } } }", 7],
    ["a page of counts only is a page still", "{ reps(first: 7) { totalCount pageInfo { endCursor } } }", 7],
    ["a page without a size takes its default", "{ rep(id: 1) { reports { edges { node { name } } } } }", 11],
    ["a page without a default is taken for twenty", "{ reps { edges { node { name } } } }", 20],
    ["pages multiply", "{ reps(last: 7) { edges { node { reports(first: 3) { edges { node { name } } } } } } }", 28],
    ["ids are counted", '{ nodes(ids: ["1", "2", "3"]) { name } }', 3],
    ["what is left out costs nothing", "{ reps(first: 7) @skip(if: true) { totalCount } rep(id: 1) { name } }", 1],
    ["the schema is free", "{ __schema { types { name fields { name } } } rep(id: 1) { name } }", 1],
    ["a negative page takes nothing away", "{ reps(first: -7) { totalCount } rep(id: 1) { name } }", 1],
  ])("%s", (_rule, document, rows) => expect(rowsOf(document)).toBe(rows));

  const paged = parse("query ($n: Int, $id: ID) { reps(first: $n) { totalCount } rep(id: $id) { name } }");

  test("sizes in variables count anew for each size, whatever else varies", () => {
    const check = makeRowCheck(schema);
    expect(() => check(paged, undefined, { n: LIMITS.rows - 1, id: "1" })).not.toThrow();
    expect(() => check(paged, undefined, { n: LIMITS.rows, id: "2" })).toThrow(
      "The request has 20001 records in its pages; 20000 are allowed. Ask for smaller pages or fewer levels.",
    );
    expect(() => check(paged, undefined, { n: LIMITS.rows, id: "2" })).toThrow("20001 records");
    expect(() => check(paged, undefined, { n: 1, id: "2" })).not.toThrow();
  });

  test("a bulk mutation's records are as many as its inputs, with all that is asked of each", () => {
    const bulk = parse(
      "mutation ($inputs: [Int!]!) { repsUpsert(inputs: $inputs) { reps { reports(first: 200) { totalCount } } } }",
    );
    const check = makeRowCheck(schema);
    const inputs = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
    expect(() => check(bulk, undefined, { inputs: inputs(1) })).not.toThrow();
    expect(() => check(bulk, undefined, { inputs: inputs(1_000) })).toThrow("The request has 201000 records");
  });

  test("a variable that does not fit is the caller's mistake, said before anything runs", () => {
    expect(() => makeRowCheck(schema)(paged, undefined, { n: "ten" })).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT" }) }),
    );
  });
});

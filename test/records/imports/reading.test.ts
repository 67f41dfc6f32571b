import fc from "fast-check";
import path from "node:path";

import { openFile, type Raw, Unreadable } from "../../../src/records/imports/reading";
import { aFolder, removeFolders } from "./folder";

afterAll(removeFolders);

async function read(
  content: string | Buffer,
  { name = "file.csv", encoding = "utf-8", delimiter = ",", wanted = ["a", "b"] } = {},
) {
  const file = path.join(aFolder({ [name]: content }), name);
  const { columns, rows } = await openFile({ path: file, encoding, delimiter, wanted, onBytes: () => undefined });
  const read: Raw[] = [];
  for await (const row of rows) read.push(row);
  return { columns, rows: read };
}

const rowsOf = async (...given: Parameters<typeof read>): Promise<Raw[]> => (await read(...given)).rows;

describe("CSV", () => {
  it.each<[string, string, Raw[]]>([
    ["a header and a row", "a,b\n1,2\n", [{ line: 2, cells: ["1", "2"] }]],
    ["a byte order mark", "\uFEFFa,b\n1,2", [{ line: 2, cells: ["1", "2"] }]],
    ["quotes, doubled quotes, delimiters", 'a,b\n"x ""y""","1,2"\n', [{ line: 2, cells: ['x "y"', "1,2"] }]],
    [
      "line breaks in cells",
      'a,b\n"x\ny\n",1\n2,3\n',
      [
        { line: 2, cells: ["x\ny\n", "1"] },
        { line: 5, cells: ["2", "3"] },
      ],
    ],
    [
      "carriage returns, in cells too",
      'a,b\r\n"x\r\ny",1\r\n2,3\r\n',
      [
        { line: 2, cells: ["x\r\ny", "1"] },
        { line: 4, cells: ["2", "3"] },
      ],
    ],
    [
      "blank lines",
      "a,b\n\n1,2\n\n\n3,4\n\n",
      [
        { line: 3, cells: ["1", "2"] },
        { line: 6, cells: ["3", "4"] },
      ],
    ],
    [
      "rows of another length",
      "a,b\n1\n1,2,3\n",
      [
        { line: 2, cells: ["1"] },
        { line: 3, cells: ["1", "2", "3"] },
      ],
    ],
  ])("%s", async (_what, content, rows) => {
    expect(await read(content)).toEqual({ columns: ["a", "b"], rows });
  });

  it("any cells come back, each row with the line on which it begins", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r\n", " ", "é", "🙂"), maxLength: 6 });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom("\n", "\r\n"), async (rows, ending) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        const expected = rows.map((cells, index) => {
          const before = ["a,b", ...quoted.slice(0, index), ""].join(ending);
          return { line: before.split(/\r\n|\n/).length, cells };
        });
        expect(await rowsOf(["a,b", ...quoted, ""].join(ending))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("other encodings and delimiters", async () => {
    const latin = Buffer.from("a;b\nM\u00fcller;2\n", "latin1");
    expect(await rowsOf(latin, { encoding: "windows-1252", delimiter: ";" })).toEqual([
      { line: 2, cells: ["Müller", "2"] },
    ]);
    await expect(read(latin, { delimiter: ";" })).rejects.toThrow(
      "is not utf-8: say in the mapping which encoding it has",
    );
    await expect(read("a,b", { encoding: "klingon" })).rejects.toThrow('has an unknown encoding, "klingon"');
  });

  it.each<[string, string, number | null, string]>([
    ["an empty file", "", null, "is empty: a header is expected in its first line"],
    ["a column twice", "a,b,a\n", 1, 'has two columns named "a"'],
    ["a quote that is never closed", 'a,b\n1,2\n"x\ny",3\n4,"5\n6,7\n8,9', 5, "is not CSV: Quote Not Closed"],
    ["a quote inside a cell", 'a,b\n"x\r\ny",3\r\n4,5"6\n', 4, "is not CSV: Invalid Opening Quote"],
    ["a quote in the very first line", 'a,"b\n', 1, "is not CSV: Quote Not Closed"],
  ])("%s is named with its line", async (_what, content, line, message) => {
    const error = await read(content).then(
      () => null,
      (thrown: Unreadable) => thrown,
    );
    expect(error).toBeInstanceOf(Unreadable);
    expect({ line: error?.line, message: error?.message }).toMatchObject({
      line,
      message: expect.stringContaining(message),
    });
  });
});

describe("JSON Lines", () => {
  const name = "file.jsonl";

  it("texts, numbers, booleans, null and missing members, in the order that is wanted", async () => {
    const content = '{"b":1.50,"a":"x"}\n\n{"a":null,"b":true,"c":[]}\n{"b":"é\\n"}';
    expect(await rowsOf(content, { name })).toEqual([
      { line: 1, cells: ["x", "1.5"] },
      { line: 3, cells: [null, "true"] },
      { line: 4, cells: [null, "é\n"] },
    ]);
  });

  it.each([
    ['{"a":1}\n{"a":', 2, "is not JSON"],
    ['{"a":1}\n[1]\n', 2, "must be a JSON object"],
    ['{"a":{"b":1}}', 1, 'must hold a text, a number, true, false or null in "a"'],
  ])("%j is named with its line", async (content, line, message) => {
    await expect(read(content, { name })).rejects.toMatchObject({ line, message: expect.stringContaining(message) });
  });
});

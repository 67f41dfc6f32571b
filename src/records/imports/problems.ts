/** What is wrong with an import, and where. */
export interface Problem {
  /** as the mapping names it */
  readonly file: string;
  /** first line of the record, 1 is the file's first; null when it is the file as a whole */
  readonly line: number | null;
  /** null when it is the whole row */
  readonly column: string | null;
  /** null when no value is to blame */
  readonly value: string | null;
  /** completes the sentence: "must be a day as yyyy-MM-dd such as 2024-02-29" */
  readonly message: string;
}

const SHOWN = 20;
const SHOWN_CHARACTERS = 80;

/** Every problem is counted, the first ones are kept to be shown. */
export class Problems {
  readonly shown: Problem[] = [];
  count = 0;

  add(problem: Problem): void {
    this.count += 1;
    if (this.shown.length < SHOWN) this.shown.push(problem);
  }

  /** One line each, and how many more there are. */
  get text(): string {
    const more = this.count - this.shown.length;
    return [...this.shown.map(describe), ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
  }
}

/** `customers.csv, line 12, column "hireDate": "1992-13-01" must be a day as yyyy-MM-dd such as 2024-02-29` */
function describe({ file, line, column, value, message }: Problem): string {
  const place = [file, line === null ? null : `line ${line}`, column === null ? null : `column ${column}`];
  const shown = value !== null && value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
  return `${place.filter((part) => part !== null).join(", ")}: ${shown === null ? "" : `${JSON.stringify(shown)} `}${message}`;
}

/** Nothing of the import was kept. */
export class ImportFailed extends Error {
  constructor(readonly problems: Problems) {
    const noun = problems.count === 1 ? "problem" : "problems";
    super(`Nothing was imported, because of ${problems.count} ${noun}:\n${problems.text}`);
  }
}

/** Ends the import with one problem. */
export function fail(problem: Problem): never {
  const problems = new Problems();
  problems.add(problem);
  throw new ImportFailed(problems);
}

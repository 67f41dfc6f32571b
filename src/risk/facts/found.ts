import type { Day } from "../../kernel/calendar";
import type { RiskDimension } from "../signals/calc/signal-code";
import type { Relationship } from "../signals/signal";

export type Group = "COMPLAINT" | "FAILURE" | "STAFFING";
export type Registers = Partial<Readonly<Record<Group, Day>>>;

/** Exact, as decimal text; null of nothing. */
type Sum = string | null;

/** For a mean of a share, weighed by amounts: of late and before that, and the last day on which it was told. */
export type Weighed = [share: Sum, of: Sum, shareBefore: Sum, ofBefore: Sum, lastOn: Day | null];

/** Of moods, expectations and questions each what was told, and the last day on which it was. */
export type Felt = [sum: number | null, told: number, before: number | null, toldBefore: number, lastOn: Day | null];
export type Rated = [missed: number, rated: number, lastOn: Day | null];
export type Asked = [seconds: number[] | null, unanswered: number, lastOn: Day | null];

/** One row of each family: its columns, in their order. */
export interface Rows {
  rhythm: [purchasesTo: Day, lastOn: Day | null, daysAgo: string | null];
  spend: [recent: string, before: string, currency: string, lastCurrency: string, lastOn: Day];
  sold: [
    ...[series: string[] | null, seriesBefore: string[] | null, seriesOn: Day | null],
    ...[currency: string | null, lastCurrency: string | null],
    ...margins: Weighed,
    ...discounts: Weighed,
  ];
  talk: [interactionsTo: Day, lastOn: Day | null, since: number | null];
  mood: [...felt: Felt, ...rated: Rated, ...asked: Asked, sinceRenewalTalk: number | null];
  people: [left: number, champions: number, active: number, lastOn: Day];
  voice: [
    ...[nps: number | null, npsBefore: number | null, csat: number | null, npsOn: Day | null, csatOn: Day | null],
    ...[sinceAnswer: number, answeredOn: Day],
  ];
  competitor: [namedOn: Day];
  review: [score: number, on: Day, worst: RiskDimension | null, worstScore: number | null, reviewerId: string];
  issues: [kind: Group, open: number, worst: number | null, longest: number, inYear: number, lastOn: Day];
  team: [repId: string, role: string, derived: boolean, startsOn: Day, endsOn: Day | null, hasLeft: boolean];
  due: [days: number, inTalks: boolean, how: "ON_TIME" | "LATE" | "REDUCED" | null, lastOn: Day];
}
export type FamilyName = keyof Rows;

/** The rows of one customer, family by family; none where nothing is known. */
export type CustomerRows = { readonly [Name in FamilyName]: readonly Rows[Name][] };

/** One literal, as everybody's are made of it: many spread into one take three times as long. */
export const rowsOfEach = (of: <Name extends FamilyName>(name: Name) => readonly Rows[Name][]): CustomerRows => ({
  rhythm: of("rhythm"),
  spend: of("spend"),
  sold: of("sold"),
  talk: of("talk"),
  mood: of("mood"),
  people: of("people"),
  voice: of("voice"),
  competitor: of("competitor"),
  review: of("review"),
  issues: of("issues"),
  team: of("team"),
  due: of("due"),
});

/** What the statements found: the rows of the customer at a place. */
export type Found = { readonly [Name in FamilyName]: (place: number) => readonly Rows[Name][] };

/** Families as they are answered: columns as JSON, behind the keys of the customers that they are of. */
export type FamilyTexts = Partial<Readonly<Record<FamilyName, string>>>;

/** Who was asked for, and what is no customer's own. */
export interface SubjectTexts {
  /** the keys of the customers, their segments and their relationships */
  readonly subjects: string;
  /** the newest entry of each register of issues; null where none is kept */
  readonly registers: string | null;
}

export interface Subject {
  readonly customerId: string;
  readonly segment: string | null;
  readonly relationship: Relationship;
}

type Columns = readonly (readonly unknown[] | null)[];

const columnsOf = (json: string): Columns => JSON.parse(json) as Columns;

export function subjectsIn({ subjects }: SubjectTexts): Subject[] {
  const [ids, segments, relationships] = columnsOf(subjects);
  return (ids ?? []).map((id, place) => ({
    customerId: id as string,
    segment: segments![place] as string | null,
    relationship: relationships![place] as Relationship,
  }));
}

export const registersIn = ({ registers }: SubjectTexts): Registers => JSON.parse(registers ?? "{}") as Registers;

/** @param keys those of the customers, in the order in which they are asked for by their places */
export function foundIn(texts: FamilyTexts, keys: readonly string[]): Found {
  const places = new Map(keys.map((key, place) => [Number(key), place]));
  const of = <Name extends FamilyName>(name: Name) => rowsOf<Rows[Name]>(columnsOf(texts[name] ?? "[]"), places);
  return {
    ...{ rhythm: of("rhythm"), spend: of("spend"), sold: of("sold") },
    ...{ talk: of("talk"), mood: of("mood"), people: of("people"), voice: of("voice") },
    ...{ competitor: of("competitor"), review: of("review"), issues: of("issues"), team: of("team"), due: of("due") },
  };
}

const NONE: readonly never[] = [];

/** The rows of a customer need not stand together: each leads to the next. A row is made when it is asked for. */
function rowsOf<Row extends unknown[]>(
  [keys, ...columns]: Columns,
  places: ReadonlyMap<number, number>,
): (place: number) => readonly Row[] {
  if (!keys) return () => NONE;
  const first = new Int32Array(places.size).fill(-1);
  const next = new Int32Array(keys.length);
  for (let index = keys.length - 1; index >= 0; index--) {
    const place = places.get(keys[index] as number)!;
    next[index] = first[place]!;
    first[place] = index;
  }
  const rowAt = (index: number): Row => {
    const row: unknown[] = [];
    for (const column of columns) row.push(column![index]);
    return row as Row;
  };
  return (place) => {
    let index = first[place]!;
    if (index < 0) return NONE;
    const rows = [rowAt(index)];
    while ((index = next[index]!) >= 0) rows.push(rowAt(index));
    return rows;
  };
}

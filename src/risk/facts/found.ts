import type { Day } from "../../kernel/calendar";
import type { RiskDimension } from "../signals/calc/signal-code";

export type Group = "COMPLAINT" | "FAILURE" | "STAFFING";
export type Registers = Partial<Readonly<Record<Group, Day>>>;

/** One row of each family: its columns, in their order. */
export interface Rows {
  rhythm: [lastOn: Day, daysAgo: number[]];
  spend: [recent: string, before: string, currency: string, lastOn: Day];
  breadth: [series: number, before: number, dropped: string[], lastOn: Day];
  terms: [
    ...[margin: number | null, marginBefore: number | null, costOn: Day | null],
    ...[discount: number | null, discountBefore: number | null, discountOn: Day | null],
  ];
  talk: [lastOn: Day, since: number];
  mood: [
    ...[recent: number | null, answers: number, before: number | null, answersBefore: number, feltOn: Day | null],
    ...[missed: number, rated: number, ratedOn: Day | null],
    ...[seconds: number[] | null, unanswered: number, askedOn: Day | null, sinceRenewalTalk: number | null],
  ];
  people: [left: number, champions: number, active: number, lastOn: Day];
  voice: [
    ...[nps: number | null, npsBefore: number | null, csat: number | null],
    ...[sinceAnswer: number | null, competitor: boolean, saidOn: Day],
  ];
  review: [score: number, on: Day, worst: RiskDimension | null, worstScore: number | null, reviewerId: string];
  issues: [kind: Group, open: number, worst: number | null, longest: number, inYear: number, lastOn: Day];
  team: [repId: string, role: string, derived: boolean, startsOn: Day, endsOn: Day | null, hasLeft: boolean];
  due: [days: number, inTalks: boolean, how: "ON_TIME" | "LATE" | "REDUCED" | null, lastOn: Day];
}
export type FamilyName = keyof Rows;

/** What the statement found, family by family: the rows of a customer, none where nothing is known. */
export type Found = { readonly [Name in FamilyName]: (key: number) => readonly Rows[Name][] };

/** The answer of the statement: columns as JSON; those of each family behind the keys of the customers that they are of. */
export interface FoundTexts extends Readonly<Record<FamilyName, string>> {
  /** the keys of the customers, their segments and their relationships */
  readonly subjects: string;
  /** the newest entry of each register of issues; null where none is kept */
  readonly registers: string | null;
}

export const columnsOf = (json: string): (unknown[] | null)[] => JSON.parse(json) as (unknown[] | null)[];

export function foundIn(texts: FoundTexts): Found {
  const of = <Name extends FamilyName>(name: Name) => rowsOf<Rows[Name]>(columnsOf(texts[name]));
  return {
    ...{ rhythm: of("rhythm"), spend: of("spend"), breadth: of("breadth"), terms: of("terms") },
    ...{ talk: of("talk"), mood: of("mood"), people: of("people"), voice: of("voice") },
    ...{ review: of("review"), issues: of("issues"), team: of("team"), due: of("due") },
  };
}

/**
 * The rows of a customer need not stand together: each leads to the next. A row is made when it is asked for. Keys lead into
 * an array, which is sparse where they lie far apart: a Map takes three times as long over as many.
 */
function rowsOf<Row extends unknown[]>([keys, ...columns]: (unknown[] | null)[]): (key: number) => readonly Row[] {
  if (!keys) return () => [];
  const first: number[] = [];
  const next = new Int32Array(keys.length);
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] as number;
    next[index] = first[key] ?? -1;
    first[key] = index;
  }
  const rowAt = (index: number): Row => columns.map((column) => column![index]) as Row;
  return (key) => {
    const rows: Row[] = [];
    for (let index = first[key] ?? -1; index >= 0; index = next[index]!) rows.push(rowAt(index));
    return rows;
  };
}

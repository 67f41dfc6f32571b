import type { Day } from "../../kernel/calendar";
import { type RetentionDefinition, touchCadence } from "../../value/definitions/calc/retention-definition";
import type { RiskFacts } from "../signals/signal";
import type { CustomerRows, Registers, Subject } from "./found";
import * as members from "./members";
import { rhythmOf } from "./rhythm";

/** What the facts of every customer are read by. */
export interface Reading {
  readonly registers: Registers;
  readonly asOf: Day;
  readonly yearAgo: Day;
  readonly definition: RetentionDefinition;
}

/** What is known of a customer as of a day; what it costs is told by its money. One literal, for there are many. */
export function factsOf(
  { customerId, segment, relationship }: Subject,
  rows: CustomerRows,
  { registers, asOf, yearAgo, definition }: Reading,
): RiskFacts {
  const { sold, mood, issues } = rows;
  const team = members.teamOf(rows.team, asOf, yearAgo);
  return {
    customerId,
    segment,
    relationship,
    rhythm: rhythmOf(rows.rhythm, definition.lapse),
    spend: first(rows.spend, members.spendOf),
    breadth: first(sold, members.breadthOf),
    attention: first(rows.talk, (talk) => members.attentionOf(talk, touchCadence(definition, segment))),
    contacts: first(rows.people, members.contactsOf),
    handovers: team && team.handovers,
    sentiment: first(mood, members.sentimentOf),
    complaints: members.issuesOf(issues, "COMPLAINT", registers),
    failures: members.issuesOf(issues, "FAILURE", registers),
    staffing: members.issuesOf(issues, "STAFFING", registers),
    answers: first(mood, members.answersOf),
    expectations: first(mood, members.expectationsOf),
    team: team && team.team,
    due: first(rows.due, (due) => members.dueOf(due, mood[0])),
    margin: first(sold, members.marginOf),
    cost: null,
    discount: first(sold, members.discountOf),
    voice: members.voiceOf(rows.voice, rows.competitor),
    diagnosis: first(rows.review, members.diagnosisOf),
  };
}

const first = <Row, Member>([row]: readonly Row[], of: (row: Row) => Member): Member | null =>
  row === undefined ? null : of(row);

import { addDays, type Day } from "../../kernel/calendar";
import { type RetentionDefinition, touchCadence } from "../../value/definitions/calc/retention-definition";
import type { Relationship, RiskFacts } from "../signals/signal";
import { columnsOf, type Found, type FoundTexts, foundIn, type Registers } from "./found";
import * as members from "./members";
import { rhythmOf } from "./rhythm";

/** What the facts of every customer are read by. */
interface Reading {
  readonly found: Found;
  readonly registers: Registers;
  readonly asOf: Day;
  readonly yearAgo: Day;
  readonly definition: RetentionDefinition;
}

/** The facts of each customer, in the order of the statement; each is made when it is asked for. */
export function* readFacts(texts: FoundTexts, asOf: Day, definition: RetentionDefinition): Generator<RiskFacts> {
  const [ids, segments, relationships] = columnsOf(texts.subjects);
  const registers = JSON.parse(texts.registers ?? "{}") as Registers;
  const reading = { found: foundIn(texts), registers, asOf, yearAgo: addDays(asOf, -364), definition };
  for (const [row, customerId] of ((ids ?? []) as string[]).entries()) {
    yield factsOf(customerId, segments![row] as string | null, relationships![row] as Relationship, reading);
  }
}

/** One literal: many spread into one take three times as long. */
function factsOf(
  customerId: string,
  segment: string | null,
  relationship: Relationship,
  { found, registers, asOf, yearAgo, definition }: Reading,
): RiskFacts {
  const key = Number(customerId);
  const [terms, moods, issues] = [found.terms(key), found.mood(key), found.issues(key)];
  const team = members.teamOf(found.team(key), asOf, yearAgo);
  return {
    customerId,
    segment,
    relationship,
    rhythm: rhythmOf(found.rhythm(key), definition.lapse),
    spend: first(found.spend(key), members.spendOf),
    breadth: first(found.breadth(key), members.breadthOf),
    attention: first(found.talk(key), (talk) => members.attentionOf(talk, touchCadence(definition, segment))),
    contacts: first(found.people(key), members.contactsOf),
    handovers: team && team.handovers,
    sentiment: first(moods, members.sentimentOf),
    complaints: members.issuesOf(issues, "COMPLAINT", registers),
    failures: members.issuesOf(issues, "FAILURE", registers),
    staffing: members.issuesOf(issues, "STAFFING", registers),
    answers: first(moods, members.answersOf),
    expectations: first(moods, members.expectationsOf),
    team: team && team.team,
    due: first(found.due(key), (due) => members.dueOf(due, moods[0])),
    margin: first(terms, members.marginOf),
    cost: null,
    discount: first(terms, members.discountOf),
    voice: first(found.voice(key), members.voiceOf),
    diagnosis: first(found.review(key), members.diagnosisOf),
  };
}

const first = <Row, Member>([row]: readonly Row[], of: (row: Row) => Member): Member | null =>
  row === undefined ? null : of(row);

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

/** A customer and its place among those that were asked for. */
interface Subject extends Pick<RiskFacts, "customerId" | "segment" | "relationship"> {
  readonly place: number;
}

/** The facts of each customer, in the order of the statement; each is made when it is asked for. */
export function* readFacts(texts: FoundTexts, asOf: Day, definition: RetentionDefinition): Generator<RiskFacts> {
  const [ids, segments, relationships] = columnsOf(texts.subjects);
  const registers = JSON.parse(texts.registers ?? "{}") as Registers;
  const customers = (ids ?? []) as string[];
  const reading = { found: foundIn(texts, customers), registers, asOf, yearAgo: addDays(asOf, -364), definition };
  for (let place = 0; place < customers.length; place++) {
    const [segment, relationship] = [segments![place] as string | null, relationships![place] as Relationship];
    yield factsOf({ place, customerId: customers[place]!, segment, relationship }, reading);
  }
}

/** One literal: many spread into one take three times as long. */
function factsOf(
  { place, customerId, segment, relationship }: Subject,
  { found, registers, asOf, yearAgo, definition }: Reading,
): RiskFacts {
  const [sold, moods, issues] = [found.sold(place), found.mood(place), found.issues(place)];
  const team = members.teamOf(found.team(place), asOf, yearAgo);
  return {
    customerId,
    segment,
    relationship,
    rhythm: rhythmOf(found.rhythm(place), definition.lapse),
    spend: first(found.spend(place), members.spendOf),
    breadth: first(sold, members.breadthOf),
    attention: first(found.talk(place), (talk) => members.attentionOf(talk, touchCadence(definition, segment))),
    contacts: first(found.people(place), members.contactsOf),
    handovers: team && team.handovers,
    sentiment: first(moods, members.sentimentOf),
    complaints: members.issuesOf(issues, "COMPLAINT", registers),
    failures: members.issuesOf(issues, "FAILURE", registers),
    staffing: members.issuesOf(issues, "STAFFING", registers),
    answers: first(moods, members.answersOf),
    expectations: first(moods, members.expectationsOf),
    team: team && team.team,
    due: first(found.due(place), (due) => members.dueOf(due, moods[0])),
    margin: first(sold, members.marginOf),
    cost: null,
    discount: first(sold, members.discountOf),
    voice: first(found.voice(place), members.voiceOf),
    diagnosis: first(found.review(place), members.diagnosisOf),
  };
}

const first = <Row, Member>([row]: readonly Row[], of: (row: Row) => Member): Member | null =>
  row === undefined ? null : of(row);

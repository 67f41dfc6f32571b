import { FOREVER, iso, type DayNumber } from "../days";
import { reasonFor } from "../hazard";
import { decimal } from "../money";
import type { Random } from "../random";
import type { Sink } from "../sink";
import { HORIZON_STEPS, STEPS } from "../timeline";
import { writeDecision, writeForecast } from "../truth";
import { STAYS, type Ending } from "./ending";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";
import { INSOLVENT_PER_STEP, type Contract, type Term } from "./terms";

const TALKS_BEGIN_DAYS = 60;
/** Chance that a lost customer comes back; it then pays by the month. */
const BACK = 0.12;

export function writeTerms(life: Life, experience: Experience, terms: readonly Term[], sink: Sink): Ending {
  const random = streamOf(life, "reasons");
  for (const term of terms) writeTerm(life, experience, term, random, sink);
  writeForecasts(life, terms, sink);
  const last = terms.at(-1) as Term;
  const { until } = life.world.timeline;
  if (last.insolventOn <= until) return { goneOn: last.insolventOn, backOn: FOREVER };
  if (!last.lost || last.closedOn > until) return STAYS;
  const goneOn = Math.max(last.contract.endsOn, last.closedOn);
  const backOn = goneOn + random.whole(120, 400);
  if (backOn > until || !random.chance(BACK)) return { goneOn, backOn: FOREVER };
  const value = Math.round(last.contract.value * 0.8);
  const id = `${life.profile.id}-KW`;
  writeContract(life, { id, signedOn: backOn, startsOn: backOn, endsOn: FOREVER, value, replaces: null }, null, sink);
  return { goneOn, backOn };
}

function writeTerm(life: Life, experience: Experience, term: Term, random: Random, sink: Sink): void {
  const { until } = life.world.timeline;
  const { contract, decision, closedOn, insolventOn, lost } = term;
  const failed = insolventOn <= until;
  if (contract.replaces) writeContract(life, contract.replaces, null, sink);
  writeContract(life, contract, failed ? insolventOn : null, sink);
  const renewal = {
    externalId: contract.id.replace("K", "R"),
    contract: contract.id,
    dueOn: iso(contract.endsOn),
    valueDue: decimal(contract.value),
    currency: life.profile.currency,
  };
  if (failed) {
    const lossReason = random.chance(0.5) ? "BUSINESS_CHANGE" : "NON_PAYMENT";
    sink.write("renewal", { ...renewal, status: "LOST", closedOn: iso(insolventOn), valueRenewed: "0.00", lossReason });
  } else if (!decision || closedOn > until) {
    const talking = contract.endsOn - until <= TALKS_BEGIN_DAYS;
    sink.write("renewal", { ...renewal, status: talking ? "IN_TALKS" : "UPCOMING" });
  } else {
    writeDecision(life, experience, decision, lost, sink);
    const closed = lost ? loss(life, experience, term, random) : won(term);
    sink.write("renewal", { ...renewal, ...closed, closedOn: iso(closedOn) });
  }
}

const won = ({ next }: Term) => ({
  status: "RENEWED",
  valueRenewed: decimal(next?.value ?? 0),
  renewedBy: next?.id ?? null,
});

function loss(life: Life, { causes, competitor }: Experience, { decision }: Term, random: Random) {
  const lossReason = decision ? reasonFor(life, causes, decision, random) : "OTHER";
  const rival = lossReason === "COMPETITOR" || lossReason === "PRICE" ? competitor : null;
  const note = rival && `Goes to ${rival}.`;
  return { status: "LOST", valueRenewed: "0.00", lossReason, competitor: rival, note };
}

export function writeContract(life: Life, contract: Contract, endedOn: DayNumber | null, sink: Sink): void {
  sink.write("contract", {
    externalId: contract.id,
    customer: life.profile.id,
    signedOn: iso(contract.signedOn),
    startsOn: iso(contract.startsOn),
    endsOn: contract.endsOn === FOREVER ? null : iso(contract.endsOn),
    endedOn: iso(endedOn),
    annualValue: decimal(contract.value),
    currency: life.profile.currency,
    replaces: contract.replaces?.id ?? null,
    monthToMonth: String(contract.endsOn === FOREVER),
  });
}

/** Whose term runs on the day and is not known to be lost: it may leave at the term's end, or go out of business. */
function writeForecasts(life: Life, terms: readonly Term[], sink: Sink): void {
  const { timeline } = life.world;
  for (let step = Math.max(1, life.firstStep); step <= STEPS; step++) {
    const [asOf, end] = [timeline.asOf(step), timeline.asOf(step + HORIZON_STEPS)];
    const term = terms.find(({ startsOn, contract }) => startsOn <= asOf && asOf < contract.endsOn);
    const closed = term !== undefined && term.closedOn <= asOf;
    if (!term || asOf >= term.insolventOn || (closed && term.lost)) continue;
    const due = term.decision !== null && term.contract.endsOn <= end && !closed ? term : null;
    const survives = (1 - INSOLVENT_PER_STEP) ** HORIZON_STEPS * (1 - (due?.decision?.probability ?? 0));
    const insolvent = terms.some(({ insolventOn }) => asOf < insolventOn && insolventOn <= end);
    const undecided = due !== null && due.closedOn > timeline.until;
    writeForecast(life, step, 1 - survives, undecided ? null : insolvent || (due?.lost ?? false), sink);
  }
}

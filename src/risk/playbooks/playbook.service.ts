import type { UserError } from "../../platform/graphql/user-error.type";
import { objection } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import { PlaybookEntity } from "./playbook.entity";
import type { PlaybookPublishInput } from "./playbook.inputs";

/** Plays go on with the version that opened them. */
export const publishPlaybook = versionPublisher<PlaybookEntity, PlaybookPublishInput>({
  ...{ action: "playbookPublish", record: "playbook", word: "playbook" },
  entity: PlaybookEntity,
  among: ({ code }) => ({ code }),
  objectTo: (input) => (input.version === 0 ? incomplete(input) : null) ?? misopened(input),
  changes: ({ signal, fromSeverity, belowSeverity, fromBand, event, ...given }) => ({
    ...given,
    ...openingOf({ signal, fromSeverity, belowSeverity, fromBand, event }),
  }),
});

const NEEDED = ["name", "role", "steps", "dueWithinDays", "coolDownDays"] as const;
const OPENINGS = ["signal", "fromBand", "event"] as const;

type Given = Pick<PlaybookPublishInput, "signal" | "fromSeverity" | "belowSeverity" | "fromBand" | "event">;
type Opening = Pick<PlaybookEntity, "opensOn" | "signal" | "fromSeverity" | "belowSeverity" | "fromBand" | "event">;

/** What opens it is said as a whole, or stays. */
function openingOf({ signal, fromSeverity, belowSeverity = null, fromBand, event }: Given): Opening | object {
  const none = { signal: null, fromSeverity: null, belowSeverity: null, fromBand: null, event: null };
  if (fromBand) return { ...none, opensOn: "BAND", fromBand };
  if (event) return { ...none, opensOn: "EVENT", event };
  return signal ? { ...none, opensOn: "SIGNAL", signal, fromSeverity, belowSeverity } : {};
}

function incomplete(input: PlaybookPublishInput): UserError | null {
  const missing = NEEDED.find((field) => input[field] === undefined);
  if (missing) return objection("INVALID", missing, "is needed in the first version of a playbook");
  if (OPENINGS.some((field) => input[field] !== undefined)) return null;
  return objection("INVALID", "signal", "or fromBand or event is needed in the first version of a playbook");
}

function misopened(input: PlaybookPublishInput): UserError | null {
  const { signal, fromSeverity, belowSeverity } = input;
  const [first, second] = OPENINGS.filter((field) => input[field] !== undefined);
  if (second) return objection("INVALID", second, `stands beside ${first}: give one of them`);
  if (signal && fromSeverity === undefined) return objection("INVALID", "fromSeverity", "is needed beside a signal");
  if (!signal && (fromSeverity !== undefined || belowSeverity != null)) {
    return objection("INVALID", "signal", "is needed beside a severity");
  }
  if (belowSeverity == null || belowSeverity > fromSeverity!) return null;
  return objection("INVALID", "belowSeverity", `is ${belowSeverity}: it must be above fromSeverity, ${fromSeverity}`);
}

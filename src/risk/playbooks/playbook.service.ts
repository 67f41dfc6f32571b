import type { EntityManager } from "typeorm";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { objection, staleVersion } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { PlaybookEntity } from "./playbook.entity";
import type { PlaybookPublishInput } from "./playbook.inputs";
import { latestPlaybook } from "./playbook.queries";

const writes = {
  action: "playbookPublish",
  entity: PlaybookEntity,
  spec: {
    record: "playbook",
    table: "playbook",
    constraints: {
      playbook_version_key: {
        field: "version",
        message: "was followed by a newer one just now: read that and decide anew",
      },
    },
  },
};

const NEEDED = ["name", "role", "steps", "dueWithinDays", "coolDownDays"] as const;

type Opening = Pick<PlaybookEntity, "opensOn" | "signal" | "fromSeverity" | "belowSeverity" | "fromBand" | "event">;

/** Adds a version: the latest one with what is given changed, or a new playbook's first. Plays go on with theirs. */
export async function publishPlaybook(tx: EntityManager, actor: Actor, input: PlaybookPublishInput): Promise<Outcome> {
  const latest = await latestPlaybook(tx, input.code);
  const found =
    staleVersion(input.version, latest?.version ?? 0, "playbook") ??
    (latest === null ? incomplete(input) : null) ??
    misopened(input);
  if (found) return unchanged(found);
  const { signal: _signal, fromSeverity: _from, belowSeverity: _below, fromBand: _band, ...rest } = input;
  const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const { id: _id, externalId: _externalId, recordedAt: _recordedAt, ...terms } = latest ?? {};
  const values = { ...terms, ...changes, ...openingOf(input), version: input.version + 1 };
  return add(tx, { ...writes, actor }, values);
}

/** What opens it is said as a whole, or stays. */
function openingOf({ signal, fromSeverity, belowSeverity = null, fromBand }: PlaybookPublishInput): Opening | object {
  const none = { signal: null, fromSeverity: null, belowSeverity: null, fromBand: null, event: null };
  if (fromBand) return { ...none, opensOn: "BAND", fromBand };
  return signal ? { ...none, opensOn: "SIGNAL", signal, fromSeverity, belowSeverity } : {};
}

function incomplete(input: PlaybookPublishInput): UserError | null {
  const missing = NEEDED.find((field) => input[field] === undefined);
  if (missing) return objection("INVALID", missing, "is needed in the first version of a playbook");
  if (input.signal || input.fromBand) return null;
  return objection("INVALID", "signal", "or fromBand is needed in the first version of a playbook");
}

function misopened({ signal, fromSeverity, belowSeverity, fromBand }: PlaybookPublishInput): UserError | null {
  if (signal && fromBand) return objection("INVALID", "fromBand", "stands beside a signal: give one of them");
  if (signal && fromSeverity === undefined) return objection("INVALID", "fromSeverity", "is needed beside a signal");
  if (!signal && (fromSeverity !== undefined || belowSeverity != null)) {
    return objection("INVALID", "signal", "is needed beside a severity");
  }
  if (belowSeverity == null || belowSeverity > fromSeverity!) return null;
  return objection("INVALID", "belowSeverity", `is ${belowSeverity}: it must be above fromSeverity, ${fromSeverity}`);
}

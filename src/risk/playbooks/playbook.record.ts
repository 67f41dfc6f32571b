import { versionRecord } from "../../platform/versions/version.record";
import { PlaybookEntity } from "./playbook.entity";

export const playbookRecord = versionRecord({
  type: "Playbook",
  entity: PlaybookEntity,
  terms: [
    ...["code", "name", "opensOn", "signal", "fromSeverity", "belowSeverity", "fromBand", "event"],
    ...["role", "steps", "dueWithinDays", "coolDownDays", "retired"],
  ],
  orders: { CODE: "code", VERSION: "version" },
  defaultDirection: "ASC",
});

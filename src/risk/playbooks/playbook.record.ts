import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../../records/policy";
import { PlaybookEntity } from "./playbook.entity";

export const playbookRecord: RecordMap = {
  type: "Playbook",
  entity: PlaybookEntity,
  sees: seesAll,
  disclosure: {
    PUBLIC: [
      ...["code", "version", "effectiveFrom", "name", "opensOn", "signal", "fromSeverity", "belowSeverity", "fromBand"],
      ...["event", "role", "steps", "dueWithinDays", "coolDownDays", "retired", "reason", "publishedAt"],
    ],
  },
  fields: { publishedAt: (playbook) => `${playbook}.recorded_at` },
  orders: { CODE: "code", VERSION: "version" },
};

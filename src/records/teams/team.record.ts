import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../policy";
import { TeamEntity } from "./team.entity";

export const teamRecord: RecordMap = {
  type: "Team",
  entity: TeamEntity,
  sees: seesAll,
  disclosure: { PUBLIC: ["externalId", "name"] },
  orders: { NAME: "name" },
};

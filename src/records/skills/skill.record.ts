import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesAll, seesFactOfRep } from "../policy";
import { CompletionEntity } from "./completion.entity";
import { CourseEntity } from "./course.entity";

export const courseRecord: RecordMap = {
  type: "Course",
  entity: CourseEntity,
  sees: seesAll,
  disclosure: { PUBLIC: ["externalId", "name", "trains"] },
  orders: { NAME: "name" },
};

export const completionRecord: RecordMap = {
  type: "Completion",
  entity: CompletionEntity,
  sees: seesFactOfRep,
  orders: { COMPLETED_ON: "completedOn" },
  defaultDirection: "DESC",
};

export const repSkills: RecordExtension = {
  extend: "Rep",
  relations: {
    skills: ownFacts.list(
      "Completion",
      (completion, rep, scope) => {
        const day = scope.arg("asOf", "date") ?? scope.today();
        const holds = `${completion}.completed_on <= ${day} and (${completion}.expires_on is null or ${completion}.expires_on > ${day})`;
        return `${completion}.rep_id = ${rep}.id and ${holds}`;
      },
      (completion) => `${completion}.completed_on, ${completion}.id`,
    ),
    completions: ownFacts.connection("Completion", (completion, rep) => `${completion}.rep_id = ${rep}.id`),
  },
};

import type { RecordExtension, RecordMap } from "../platform/plan/record";
import type { UpsertSpec } from "../platform/upsert/spec";
import { assignmentRecord, customerTeam, repAssignments } from "../records/account-teams/assignment.record";
import { assignmentUpsert } from "../records/account-teams/assignment.upsert";
import { customerRecord } from "../records/customers/customer.record";
import { customerUpsert } from "../records/customers/customer.upsert";
import { customerInteractions, interactionRecord, repInteractions } from "../records/interactions/interaction.record";
import { interactionUpsert } from "../records/interactions/interaction.upsert";
import { repPositionRecord, repRecord } from "../records/reps/rep.record";
import { positionUpsert, repUpsert } from "../records/reps/rep.upsert";
import { teamRecord } from "../records/teams/team.record";
import { teamUpsert } from "../records/teams/team.upsert";

/** Every stored record that the planner reads, and what later features hang on them. */
export const records: readonly (RecordMap | RecordExtension)[] = [
  teamRecord,
  repRecord,
  repPositionRecord,
  customerRecord,
  assignmentRecord,
  customerTeam,
  repAssignments,
  interactionRecord,
  customerInteractions,
  repInteractions,
];

/** Every record that can be written in bulk, in an order in which references can be resolved. */
export const upserts: readonly UpsertSpec[] = [
  teamUpsert,
  repUpsert,
  positionUpsert,
  customerUpsert,
  assignmentUpsert,
  interactionUpsert,
];

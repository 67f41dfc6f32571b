import type { UpsertSpec } from "../../platform/upsert/spec";
import { TeamInput } from "./team.inputs";

export const teamUpsert: UpsertSpec = { record: "team", input: TeamInput, table: "team" };

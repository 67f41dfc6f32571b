import type { Stage, UpsertSpec } from "../../platform/upsert/spec";
import { PositionInput, RepInput } from "./rep.inputs";

export const repUpsert: UpsertSpec = {
  record: "rep",
  input: RepInput,
  table: "rep",
  elsewhere: ["role", "team", "manager"],
  references: { team: "team", manager: "rep" },
  whenNew: { employee_number: "s.external_id" },
  also: [onlyPosition],
  constraints: {
    rep_employee_number_check: {
      field: "employeeNumber",
      message:
        "must not begin with =, +, - or @, nor be left to an externalId that does: a spreadsheet takes it for a formula",
    },
  },
};

/** The one position of a rep whose company keeps no history: it carries the rep's own key. */
function onlyPosition({ rows, given }: Stage): string {
  if (!given.has("role")) return "select null::integer as ordinal where false";
  return `
    insert into rep_position as p (external_id, rep_id, role, team_id, manager_id, starts_on, ends_on)
    select r.external_id, r.id, s.role, t.id, m.id, coalesce(r.hired_on, date '0001-01-01'), null
    from ${rows} s join rep r on r.external_id = s.external_id
      left join team t on t.external_id = s.team left join rep m on m.external_id = s.manager
    where s.role is not null
    on conflict (external_id) do update set role = excluded.role, team_id = excluded.team_id,
      manager_id = excluded.manager_id, starts_on = excluded.starts_on, version = p.version + 1
    where (p.role, p.team_id, p.manager_id, p.starts_on)
      is distinct from (excluded.role, excluded.team_id, excluded.manager_id, excluded.starts_on)
    returning (select s.ordinal from ${rows} s where s.external_id = p.external_id) as ordinal`;
}

export const positionUpsert: UpsertSpec = {
  record: "position",
  input: PositionInput,
  table: "rep_position",
  references: { rep: "rep", team: "team", manager: "rep" },
  constraints: {
    rep_position_no_overlap: {
      field: "startsOn",
      message: "overlaps another position of the same rep: end that one first",
    },
    rep_position_no_circle: { field: "manager", message: "makes the rep report to itself through its managers" },
    rep_position_manager_check: { field: "manager", message: "is the rep itself" },
    rep_position_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
  },
};

import type { Sql } from "../../platform/plan/record";

/**
 * The common table expressions `merged (id, root_id)`: every customer that was merged by a day, and the one it counts as.
 * They begin a statement: `with recursive ${merged(asOf)}, …`.
 */
export const merged = (asOf: Sql): Sql => `
  merge_step (id, root_id, depth) as (
    select c.id, c.merged_into_id, 1 from customer c where c.merged_into_id is not null and c.merged_on <= ${asOf}
    union all
    select step.id, c.merged_into_id, step.depth + 1
    from merge_step step join customer c on c.id = step.root_id
    where c.merged_into_id is not null and c.merged_on <= ${asOf}
  ),
  merged (id, root_id) as (select distinct on (id) id, root_id from merge_step order by id, depth desc)`;

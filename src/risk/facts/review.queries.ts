import { type Family, root } from "./family";

/** The latest review, as long as its template lets it speak: an older one that would speak longer is overtaken by it. */
export const review: Family = {
  name: "review",
  from: ["diagnosis"],
  with: (rows) => `
  latest_review as (
    select distinct on (root_id) ${root("diagnosis")} as root_id, template_id, reviewed_on, score, worst_dimension, worst_score, reviewer_id
    from ${rows("diagnosis")}
    where reviewed_on <= $1::date
    order by root_id, reviewed_on desc, diagnosis.id desc
  ),
  review as (
    select latest.* from latest_review latest join diagnosis_template t on t.id = latest.template_id
    where latest.reviewed_on > $1::date - t.holds_days
  )`,
  columns: ["score", "reviewed_on", "worst_dimension", "worst_score", "reviewer_id::text"],
};

import type { Family } from "./family";

/** The latest review, as long as its template lets it speak: an older one that would speak longer is overtaken by it. */
export const review: Family = {
  name: "review",
  with: `
  latest_review as (
    select distinct on (s.root_id) s.root_id, d.template_id, d.reviewed_on, d.score, d.worst_dimension, d.worst_score, d.reviewer_id
    from scope s join diagnosis d on d.customer_id = s.id
    where d.reviewed_on <= $1::date
    order by s.root_id, d.reviewed_on desc, d.id desc
  ),
  review as (
    select latest.* from latest_review latest join diagnosis_template t on t.id = latest.template_id
    where latest.reviewed_on > $1::date - t.holds_days
  )`,
  columns: ["score", "reviewed_on", "worst_dimension", "worst_score", "reviewer_id::text"],
};

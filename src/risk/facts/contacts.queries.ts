import { dayIn, daysBack, type Family, root, startOf, TOMORROW } from "./family";
import { DAYS } from "./windows";

/** The last exchange of each account, by an index of exchanges. Beside it the last day of which any contact is known. */
export const talk: Family = {
  name: "talk",
  from: ["interaction"],
  with: () => `
  talk as (
    select s.root_id, max(known.occurred_at) as known_at, max(last.occurred_at) as last_at
    from scope s cross join lateral (
      select i.occurred_at from interaction i where i.customer_id = s.id and i.occurred_at < ${TOMORROW}
      order by i.occurred_at desc limit 1
    ) known left join lateral (
      select i.occurred_at from interaction i
      where i.customer_id = s.id and i.direction = 'TWO_WAY' and i.occurred_at < ${TOMORROW}
      order by i.occurred_at desc limit 1
    ) last on true
    group by s.root_id
  )`,
  columns: [dayIn("talk.known_at"), dayIn("talk.last_at"), `$1::date - ${dayIn("talk.last_at")}`],
};

const since = (days: number): string => `heard.at >= ${startOf(daysBack(days))}`;
const before = (days: number): string => `heard.at < ${startOf(daysBack(days))}`;
const sentiment = (window: string): string => `where heard.sentiment is not null and ${window}`;
const rated = `where heard.expectation is not null and ${since(DAYS.rated)}`;
const asked = `where heard.asked_at >= ${startOf(daysBack(DAYS.asked))} and heard.asked_at < ${TOMORROW}`;
const answered = `heard.answered_at < ${TOMORROW}`;

/** What was said of late, and before that: one pass for moods, expectations, questions and talks about a renewal. */
export const mood: Family = {
  name: "mood",
  from: ["interaction"],
  with: (rows) => `
  heard as (
    select ${root("interaction")} as root_id, occurred_at as at, sentiment, expectation, asked_at, answered_at, point
    from ${rows("interaction")}
    where occurred_at >= ${startOf(daysBack(DAYS.said))} and occurred_at < ${TOMORROW}
      and (sentiment is not null or expectation is not null or asked_at is not null or point = 'RENEWAL')
  ),
  mood as (
    select root_id,
      sum(sentiment) filter (${sentiment(since(DAYS.mood))}) as recent, count(*) filter (${sentiment(since(DAYS.mood))}) as answers,
      sum(sentiment) filter (${sentiment(before(DAYS.mood))}) as before, count(*) filter (${sentiment(before(DAYS.mood))}) as answers_before,
      ${dayIn(`max(at) filter (${sentiment("true")})`)} as felt_on,
      count(*) filter (${rated} and heard.expectation = 'MISSED') as missed, count(*) filter (${rated}) as rated,
      ${dayIn(`max(at) filter (${rated})`)} as rated_on,
      array_agg(date_part('epoch', answered_at - asked_at)) filter (${asked} and ${answered}) as seconds,
      count(*) filter (${asked} and ${answered} is not true) as unanswered, ${dayIn(`max(asked_at) filter (${asked})`)} as asked_on,
      $1::date - ${dayIn("max(at) filter (where heard.point = 'RENEWAL')")} as since_renewal_talk
    from heard group by root_id
  )`,
  columns: [
    ...["recent", "answers", "before", "answers_before", "felt_on", "missed", "rated", "rated_on"],
    ...["seconds", "unanswered", "asked_on", "since_renewal_talk"],
  ],
};

/** People have no day of coming: who has not left by the day is there. */
export const people: Family = {
  name: "people",
  from: ["contact"],
  with: (rows) => `
  people as (
    select ${root("contact")} as root_id, max(left_on) filter (where left_on <= $1::date) as left_on,
      count(*) filter (where left_on is null or left_on > $1::date) as active,
      count(*) filter (where influence = 'CHAMPION' and (left_on is null or left_on > $1::date)) as champions,
      count(*) filter (where influence = 'CHAMPION' and left_on between ${daysBack(365)} and $1::date) as champions_left
    from ${rows("contact")} group by 1
  )`,
  columns: ["people.champions_left", "people.champions", "people.active", "coalesce(people.left_on, $1::date)"],
};

/** Surveys of two years say how the customer felt, and how it had felt before. */
export const voice: Family = {
  name: "voice",
  from: ["survey"],
  with: (rows) => `
  answer as (
    select *, row_number() over (partition by root_id, kind order by answered_on desc, id desc) as place from (
      select ${root("survey")} as root_id, kind, score, answered_on, survey.id from ${rows("survey")}
      where answered_on between ${daysBack(730)} and $1::date
    ) survey
  ),
  voice as (
    select root_id, max(answered_on) as answered_on,
      max(score) filter (where kind = 'NPS' and place = 1 and answered_on >= ${daysBack(365)}) as nps,
      max(score) filter (where kind = 'NPS' and place = 2) as nps_before,
      max(score) filter (where kind = 'CSAT' and place = 1 and answered_on >= ${daysBack(365)}) as csat,
      max(answered_on) filter (where kind = 'NPS') as nps_on, max(answered_on) filter (where kind = 'CSAT') as csat_on
    from answer group by root_id
  )`,
  columns: ["nps", "nps_before", "csat", "nps_on", "csat_on", "$1::date - voice.answered_on", "voice.answered_on"],
};

/** A competitor is named in a talk, or when something ends. */
export const competitor: Family = {
  name: "competitor",
  from: ["renewal", "contract", "interaction"],
  with: (rows) => `
  named as (
    select ${root("renewal")} as root_id, closed_on as on_day from ${rows("renewal")}
    where competitor is not null and closed_on between ${daysBack(DAYS.competitor)} and $1::date
    union all
    select ${root("contract")}, ended_on from ${rows("contract")}
    where competitor is not null and ended_on between ${daysBack(DAYS.competitor)} and $1::date
    union all
    select ${root("interaction")}, ${dayIn("occurred_at")} from ${rows("interaction")}
    where competitor is not null and occurred_at >= ${startOf(daysBack(DAYS.competitor))} and occurred_at < ${TOMORROW}
  ),
  competitor as (select root_id, max(on_day) as named_on from named group by root_id)`,
  columns: ["named_on"],
};

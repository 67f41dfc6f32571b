import {
  others,
  ownFacts,
  type RecordExtension,
  type RecordMap,
  reference,
  type RowRule,
  type Sql,
} from "../../platform/plan/record";
import { seesFactOfCustomer, seesFactOfRep } from "../../records/policy";
import { ownerOf } from "./owner.queries";
import { PlayStepEntity } from "./play-step.entity";
import { PlayEntity } from "./play.entity";

/** Whoever sees the customer, and whom it was given to though it does not serve the customer. */
const seesPlay: RowRule = (play, scope) => {
  const customer = seesFactOfCustomer(play, scope);
  return customer && `(${customer} or ${seesFactOfRep(play, scope)})`;
};

const seesStep: RowRule = (step, scope) => {
  const sees = seesPlay("played", scope);
  return sees && `exists (select from play played where played.id = ${step}.play_id and ${sees})`;
};

/** A snoozed play wakes by itself: what it is depends on the day. */
const statusOf = (play: string, today: Sql): Sql =>
  `case when ${play}.outcome = 'NOT_NEEDED' then 'CANCELLED' when ${play}.closed_on is not null then 'DONE' ` +
  `when ${play}.snoozed_until > ${today} then 'SNOOZED' else 'OPEN' end`;

export const playRecord: RecordMap = {
  type: "Play",
  entity: PlayEntity,
  sees: seesPlay,
  disclosure: { NOTE: ["note", "snoozeReason"] },
  fields: { status: (play, scope) => statusOf(play, scope.today()) },
  relations: {
    owner: reference("Rep", (play, scope) => ownerOf(play, scope.today())),
    givenTo: reference("Rep", (play) => `${play}.rep_id`),
    restsOnReviewer: reference("Rep", (play) => `${play}.rests_on_reviewer_id`),
    steps: ownFacts.list(
      "PlayStep",
      (step, play) => `${step}.play_id = ${play}.id`,
      (step) => `${step}.position`,
    ),
  },
  orders: { DUE_ON: "dueOn", OPENED_ON: "openedOn" },
  filters: {
    status: { type: "text[]", sql: (play, value, scope) => `${statusOf(play, scope.today())} = any (${value})` },
    owner: { type: "bigint", idOf: "Rep", sql: (play, value, scope) => `${ownerOf(play, scope.today())} = ${value}` },
    dueBefore: { type: "date", sql: (play, value) => `${play}.due_on < ${value}` },
    openedFrom: { type: "date", sql: (play, value) => `${play}.opened_on >= ${value}` },
  },
};

export const playStepRecord: RecordMap = {
  type: "PlayStep",
  entity: PlayStepEntity,
  sees: seesStep,
};

export const customerPlays: RecordExtension = {
  extend: "Customer",
  relations: { plays: ownFacts.connection("Play", (play, customer) => `${play}.customer_id = ${customer}.id`) },
};

/** The rep's own: the customers that it ever served come first, or every play there is would be asked for its owner. */
export const repPlays: RecordExtension = {
  extend: "Rep",
  relations: {
    plays: others.connection(
      "Play",
      (play, rep, scope) =>
        `(${play}.rep_id = ${rep}.id or ${play}.customer_id in ` +
        `(select served.customer_id from assignment served where served.rep_id = ${rep}.id)) ` +
        `and ${ownerOf(play, scope.today())} = ${rep}.id`,
    ),
  },
};

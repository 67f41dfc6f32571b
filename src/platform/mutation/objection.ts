import type { EntityManager } from "typeorm";
import type { StoredRecord } from "../database/stored-record.entity";
import { userError, type UserError, type UserErrorCode } from "../graphql/user-error.type";
import { nodeKey } from "../plan/node-id";
import type { RecordMap } from "../plan/record";
import { lockVisible } from "../plan/visible";
import { type Actor, type Outcome, unchanged } from "./mutate";

/** What keeps a mutation from happening: at a field of its input, whose name begins the message. */
export const objection = (code: UserErrorCode, field: string, message: string): UserError =>
  userError(code, ["input", field], `${field} ${message}.`);

export const refuse = (code: UserErrorCode, field: string, message: string): Outcome =>
  unchanged(objection(code, field, message));

/**
 * The record whose id stands in a field of the input, locked; null when the actor sees none.
 *
 * @throws BAD_USER_INPUT when it is the id of no such record
 */
export const lockNamed = <Row extends StoredRecord>(
  tx: EntityManager,
  actor: Actor,
  record: RecordMap,
  field: string,
  id: string,
): Promise<Row | null> => lockVisible<Row>(tx, actor, record, nodeKey(id, record.type, `input.${field}`));

/** The answer where `lockNamed` found nothing: that it exists is not said either. */
export const notFound = (field: string, what = field): Outcome =>
  refuse("NOT_FOUND", field, `is no ${what} that you see; read the id from the graph`);

/** null when the caller has read the record as it is. */
export const staleVersion = (given: number, stored: number, what: string, field = "version"): UserError | null =>
  given === stored
    ? null
    : objection("STALE_VERSION", field, `is ${given}, but the ${what} has changed to ${stored}: read it again`);

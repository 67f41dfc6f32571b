import type { EntityManager, FindOptionsWhere } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import type { UserError } from "../graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../mutation/mutate";
import { staleVersion } from "../mutation/objection";
import { add } from "../mutation/write";
import { tableOf } from "../plan/columns";
import type { Version } from "./version.entity";
import type { VersionPublishInput } from "./version.inputs";

interface Publishing<Row extends Version, Input extends VersionPublishInput> {
  /** the mutation's name, for the audit record */
  readonly action: string;
  /** the record's name there: "retentionDefinition" */
  readonly record: string;
  /** what it is called in a sentence: "definition" */
  readonly word: string;
  readonly entity: new () => Row;
  /** whose versions are counted by themselves; all of the table's when it is left out */
  readonly among?: (input: Input) => FindOptionsWhere<Row>;
  /** what stands against the new version, judged as it would be stored; null when nothing does */
  readonly objectTo?: (input: Input, next: Row) => UserError | null;
  /** the columns that are given; every field of the input under its own name when it is left out */
  readonly changes?: (input: Input, latest: Row | null) => object;
}

/**
 * The business action that adds a version: the latest one with what is given changed. Versions before it stay as they are;
 * who has not read the latest one does not overrule it.
 */
export const versionPublisher =
  <Row extends Version, Input extends VersionPublishInput>(kind: Publishing<Row, Input>) =>
  async (tx: EntityManager, actor: Actor, input: Input): Promise<Outcome> => {
    const { action, record, word, entity, among, objectTo, changes } = kind;
    const where = among?.(input) ?? {};
    const latest = await tx.getRepository<Row>(entity).findOne({ where, order: { version: "DESC" } as object });
    const stale = staleVersion(input.version, latest?.version ?? 0, word);
    if (stale) return unchanged(stale);
    const { id: _id, externalId: _externalId, recordedAt: _recordedAt, ...terms } = latest ?? {};
    const given = Object.entries(changes?.(input, latest) ?? input).filter(([, value]) => value !== undefined);
    const next = { ...terms, ...Object.fromEntries(given), version: input.version + 1 } as unknown as Row;
    const found = objectTo?.(input, next) ?? null;
    if (found) return unchanged(found);
    const table = tableOf(entity).name;
    const constraints = { [`${table}_version_key`]: { field: "version", message: FOLLOWED } };
    const writing = { actor, action, entity, spec: { record, table, constraints } };
    return add(tx, writing, next as unknown as QueryDeepPartialEntity<Row>);
  };

const FOLLOWED = "was followed by a newer one just now: read that and decide anew";

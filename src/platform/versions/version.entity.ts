import { Column } from "typeorm";
import { StoredRecord } from "../database/stored-record.entity";

/** What every table of versions has. A row never changes: `version` counts the changes, each of which is a row. */
export abstract class Version extends StoredRecord {
  @Column("date")
  effectiveFrom: string;

  @Column("text")
  reason: string;
}

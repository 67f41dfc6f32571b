import { Column, PrimaryGeneratedColumn } from "typeorm";

/** What every table of records begins and ends with. */
export abstract class StoredRecord {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  /** the company's own key, unique per table: writes are upserts by it */
  @Column("text")
  externalId: string;

  /** counts the changes of the row: an update that expects another version is refused */
  @Column("integer", { default: 1 })
  version: number;

  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  recordedAt: Date;
}

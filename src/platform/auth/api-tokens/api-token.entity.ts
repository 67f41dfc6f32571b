import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../database/stored-record.entity";

@Entity("api_token")
export class ApiTokenEntity extends StoredRecord {
  @Column("text")
  name: string;

  /** SHA-256 */
  @Column("bytea", { select: false })
  secretHash: Buffer;

  @Column("text", { array: true })
  scopes: string[];

  @Column({ type: "timestamptz", precision: 3 })
  expiresAt: Date;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  revokedAt: Date | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  lastUsedAt: Date | null;

  @Column("text")
  createdBy: string;
}

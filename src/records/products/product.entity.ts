import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("product")
export class ProductEntity extends StoredRecord {
  @Column("text")
  name: string;

  @Column("text", { nullable: true })
  series: string | null;

  @Column("integer", { nullable: true })
  step: number | null;

  @Column("text", { nullable: true })
  category: string | null;
}

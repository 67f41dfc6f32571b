import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("fx_rate")
export class FxRateEntity extends StoredRecord {
  @Column("char", { length: 3 })
  base: string;

  @Column("char", { length: 3 })
  quote: string;

  @Column("date")
  day: string;

  @Column("numeric")
  rate: string;
}

import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("rep")
export class RepEntity extends StoredRecord {
  @Column("text")
  employeeNumber: string;

  @Column("text")
  fullName: string;

  @Column("text", { nullable: true })
  email: string | null;

  @Column("text", { nullable: true })
  payGroup: string | null;

  @Column("text", { nullable: true })
  costCentre: string | null;

  @Column("date", { nullable: true })
  hiredOn: string | null;

  @Column("date", { nullable: true })
  leftOn: string | null;
}

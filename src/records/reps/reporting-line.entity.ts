import { Column, Entity, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { RepEntity } from "./rep.entity";

/** Who stood under whom, and when: derived from the positions. Depth 0 is the rep itself. */
@Entity("reporting_line")
export class ReportingLineEntity {
  @PrimaryColumn("bigint")
  leaderId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  leader: Relation<RepEntity>;

  @PrimaryColumn("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("integer")
  depth: number;

  @PrimaryColumn("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;
}

import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";

/** Versions are counted by code. */
@Entity("playbook")
export class PlaybookEntity extends Version {
  @Column("text")
  code: string;

  @Column("text")
  name: string;

  @Column("text")
  opensOn: string;

  @Column("text", { nullable: true })
  signal: string | null;

  @Column("double precision", { nullable: true })
  fromSeverity: number | null;

  @Column("double precision", { nullable: true })
  belowSeverity: number | null;

  @Column("text", { nullable: true })
  fromBand: string | null;

  @Column("text", { nullable: true })
  event: string | null;

  @Column("text")
  role: string;

  @Column("text", { array: true })
  steps: string[];

  @Column("integer")
  dueWithinDays: number;

  @Column("integer")
  coolDownDays: number;

  @Column("boolean", { default: false })
  retired: boolean;
}

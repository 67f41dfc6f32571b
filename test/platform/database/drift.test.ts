import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from "typeorm";
import { entities, tablesWithoutEntity } from "../../../ormconfig";
import { type Minor, minor } from "../../../src/kernel/money";
import type { EntityClass } from "../../../src/platform/database/connect";
import { minorColumn } from "../../../src/platform/database/transformers";
import { testDatabase, type TestDatabase } from "../../support/database";
import { mappedColumns, storedColumns } from "../../support/drift";

@Entity("planted_pot")
class Pot {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("text")
  label: string;
}

@Entity("planted_flower")
class Flower {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("bigint")
  potId: string;

  @ManyToOne(() => Pot)
  @JoinColumn({ name: "pot_id" })
  pot: Relation<Pot>;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  priceMinor: Minor | null;

  @Column("char", { length: 3 })
  currency: string;

  @Column("date")
  plantedOn: string;

  @Column({ type: "timestamptz", precision: 3 })
  recordedAt: Date;
}

const TABLES = `
  create table planted_pot (id bigint generated always as identity primary key, label text not null);
  create table planted_flower (
    id bigint generated always as identity primary key, pot_id bigint not null references planted_pot,
    price_minor bigint, currency char(3) not null, planted_on date not null, recorded_at timestamptz(3) not null)`;

describe("the shipped schema", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it("is the same in migrations and entities", async () => {
    expect(mappedColumns(database.dataSource)).toEqual(await storedColumns(database.dataSource, tablesWithoutEntity));
    expect(database.dataSource.entityMetadatas).toHaveLength(entities.length);
  });

  it("names only tables without an entity that exist", async () => {
    const all = (await storedColumns(database.dataSource, [])).map((column) => column.split(".")[0]);
    expect(all).toEqual(expect.arrayContaining([...tablesWithoutEntity]));
  });
});

describe("a planted schema", () => {
  let database: TestDatabase;
  const ours: readonly EntityClass[] = [Pot, Flower];
  const planted = async (): Promise<string[]> =>
    (await storedColumns(database.dataSource, [])).filter((column) => column.startsWith("planted_"));

  beforeAll(async () => {
    database = await testDatabase(ours);
    await database.owner.query(TABLES);
  });
  afterAll(() => database.close());

  it("agrees as long as nothing drifts", async () => {
    expect(await planted()).toEqual(mappedColumns(database.dataSource));
    expect(await planted()).toContain("planted_flower.pot_id bigint not null → planted_pot");
  });

  test.each([
    ["a column without a property", "alter table planted_pot add colour text"],
    ["a property without a column", "alter table planted_pot drop label"],
    ["another name", "alter table planted_flower rename price_minor to cost_minor"],
    ["another type", "alter table planted_flower alter price_minor type numeric"],
    ["another length", "alter table planted_flower alter currency type char(4)"],
    ["another precision", "alter table planted_flower alter recorded_at type timestamptz(6)"],
    ["another nullability", "alter table planted_flower alter price_minor set not null"],
    ["a missing foreign key", "alter table planted_flower drop constraint planted_flower_pot_id_fkey"],
    ["a table without an entity", "create table planted_weed (id int)"],
    ["an entity without a table", "drop table planted_flower"],
  ])("shows %s", async (_what, change) => {
    await database.owner.query(change);
    const drifted = await planted();
    await database.owner.query(`drop table if exists planted_weed, planted_flower, planted_pot; ${TABLES}`);
    expect(drifted).not.toEqual(mappedColumns(database.dataSource));
  });

  it("gives back exactly what was stored: amounts as bigint, ids and days as text, instants to the millisecond", async () => {
    const { manager } = database.dataSource;
    const pot = await manager.save(Pot, { label: "clay" });
    const flower = {
      potId: pot.id,
      priceMinor: minor(9_007_199_254_740_993n),
      currency: "EUR",
      plantedOn: "2024-02-29",
      recordedAt: new Date("2024-02-29T23:59:59.999Z"),
    };
    const { id } = await manager.save(Flower, { ...flower });
    expect(await manager.findOneByOrFail(Flower, { id })).toEqual({ id: "1", ...flower });
    await manager.update(Flower, { id }, { priceMinor: null });
    expect(await manager.findOneByOrFail(Flower, { id })).toEqual({ id: "1", ...flower, priceMinor: null });
    expect(await manager.findBy(Flower, { plantedOn: "2024-02-29" })).toHaveLength(1);
  });
});

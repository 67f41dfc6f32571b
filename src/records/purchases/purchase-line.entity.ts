import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { ProductEntity } from "../products/product.entity";
import { PurchaseEntity } from "./purchase.entity";

@Entity("purchase_line")
export class PurchaseLineEntity extends StoredRecord {
  @Column("bigint")
  purchaseId: string;

  @ManyToOne(() => PurchaseEntity, { nullable: false })
  purchase: Relation<PurchaseEntity>;

  @Column("bigint", { nullable: true })
  productId: string | null;

  @ManyToOne(() => ProductEntity, { nullable: true })
  product: Relation<ProductEntity> | null;

  @Column("numeric", { nullable: true })
  quantity: string | null;

  @Column("numeric", { nullable: true })
  unitPrice: string | null;

  @Column("numeric", { nullable: true })
  discount: string | null;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  costMinor: Minor | null;

  @Column("char", { length: 3 })
  currency: string;
}

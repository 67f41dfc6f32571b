import type { Pool } from "pg";
import type { DataSource } from "typeorm";

/** The server's connections: TypeORM for the write side, its own pool for prepared reads. Both as the runtime role. */
export interface Database {
  /** how to log in as the runtime role, for whoever needs connections of its own */
  readonly url: string;
  readonly dataSource: DataSource;
  readonly pool: Pool;
  close(): Promise<void>;
}

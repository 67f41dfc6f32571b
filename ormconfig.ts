import { CreateFoundation1750000000000 } from "./migrations/1750000000000-create-foundation";
import { CreateAudit1750000001000 } from "./migrations/1750000001000-create-audit";
import { CreateIdempotencyKey1750000002000 } from "./migrations/1750000002000-create-idempotency-key";
import type { EntityClass } from "./src/platform/database/connect";
import type { MigrationClass } from "./src/platform/database/migrate";

/** Every table mapping, by name: nothing is found by scanning folders. */
export const entities: readonly EntityClass[] = [];

/** Every step of the schema, oldest first. */
export const migrations: readonly MigrationClass[] = [
  CreateFoundation1750000000000,
  CreateAudit1750000001000,
  CreateIdempotencyKey1750000002000,
];

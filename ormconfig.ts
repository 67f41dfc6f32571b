import { CreateFoundation1750000000000 } from "./migrations/1750000000000-create-foundation";
import { CreateAudit1750000001000 } from "./migrations/1750000001000-create-audit";
import { CreateIdempotencyKey1750000002000 } from "./migrations/1750000002000-create-idempotency-key";
import { CreateImportLedger1750000003000 } from "./migrations/1750000003000-create-import-ledger";
import { CreateReps1750000010000 } from "./migrations/1750000010000-create-reps";
import { CreateCustomers1750000011000 } from "./migrations/1750000011000-create-customers";
import { CreateInteractions1750000012000 } from "./migrations/1750000012000-create-interactions";
import type { EntityClass } from "./src/platform/database/connect";
import type { MigrationClass } from "./src/platform/database/migrate";
import { AssignmentEntity } from "./src/records/account-teams/assignment.entity";
import { CustomerEntity } from "./src/records/customers/customer.entity";
import { InteractionEntity } from "./src/records/interactions/interaction.entity";
import { RepPositionEntity } from "./src/records/reps/rep-position.entity";
import { RepEntity } from "./src/records/reps/rep.entity";
import { ReportingLineEntity } from "./src/records/reps/reporting-line.entity";
import { TeamEntity } from "./src/records/teams/team.entity";

/** Every table mapping, by name: nothing is found by scanning folders. */
export const entities: readonly EntityClass[] = [
  TeamEntity,
  RepEntity,
  RepPositionEntity,
  ReportingLineEntity,
  CustomerEntity,
  AssignmentEntity,
  InteractionEntity,
];

/** Every step of the schema, oldest first. */
export const migrations: readonly MigrationClass[] = [
  CreateFoundation1750000000000,
  CreateAudit1750000001000,
  CreateIdempotencyKey1750000002000,
  CreateImportLedger1750000003000,
  CreateReps1750000010000,
  CreateCustomers1750000011000,
  CreateInteractions1750000012000,
];

/** Tables that only SQL reads and writes: they need no mapping. */
export const tablesWithoutEntity: readonly string[] = [
  "audit_batch",
  "audit_record",
  "idempotency_key",
  "import_ledger",
  "migration",
];

import { Equal, type EntityManager, IsNull, MoreThan } from "typeorm";
import { AssignmentEntity } from "./assignment.entity";

/** Who holds a role of a customer on a day or later, the first one first. */
export const assignmentsFrom = (
  tx: EntityManager,
  customerId: string,
  role: string,
  day: string,
): Promise<AssignmentEntity[]> =>
  tx.find(AssignmentEntity, {
    where: [
      { customerId: Equal(customerId), role: Equal(role), endsOn: IsNull() },
      { customerId: Equal(customerId), role: Equal(role), endsOn: MoreThan(day) },
    ],
    order: { startsOn: "ASC", id: "ASC" },
  });

import { columnName } from "../../../src/platform/database/naming";

test.each([
  ["externalId", "external_id"],
  ["startsOn", "starts_on"],
  ["URLPath", "url_path"],
  ["hasURL", "has_url"],
  ["line2Text", "line2_text"],
  ["name", "name"],
])("%s is stored as %s", (property, column) => expect(columnName(property)).toBe(column));

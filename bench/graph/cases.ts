/** One question, asked alike of the product, of the bare server and of a peer. */
export interface Case {
  readonly name: "list" | "single";
  readonly document: string;
  /** The same answer by hand: one statement that returns the JSON text of `data`. $1 is the viewer's rep, $2 today. */
  readonly sql: string;
  /** the values behind the viewer and the day, from the request's variables */
  readonly bind: (variables: Variables) => unknown[];
  /** for PostGraphile in its own names, without the viewer's predicate and what is computed in SQL */
  readonly peerDocument: string;
}

/** `after` of the list, `id` of the single record */
export type Variables = Readonly<Record<string, string>>;

export const CUSTOMERS_PER_PAGE = 20;
const INTERACTIONS = 5;

const base64Url = (text: string): string =>
  String.raw`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
const nodeId = (type: string, key: string): string => base64Url(`'${type}:' || ${key}`);

const inForce = (row: string): string => `${row}.starts_on <= $2 and (${row}.ends_on is null or ${row}.ends_on > $2)`;

/** The leader's rule: a customer is seen while somebody of the own subtree is on its team. */
const SEES = `exists (select from assignment own
  join reporting_line line on line.rep_id = own.rep_id and line.leader_id = $1 and ${inForce("line")}
  where own.customer_id = c.id and ${inForce("own")})`;

const currentPosition = (column: string): string => `(select p.${column} from rep_position p
  where p.rep_id = r.id and p.starts_on <= $2 order by p.starts_on desc limit 1)`;

const CUSTOMER = `
  'id', ${nodeId("Customer", "c.id")}, 'externalId', c.external_id, 'name', c.name, 'segment', c.segment,
  'acquiredOn', c.acquired_on,
  'acquisitionCost', case when c.acquisition_cost_minor is not null then
    json_build_object('amount', major_units(c.acquisition_cost_minor, c.currency), 'currency', c.currency) end,
  'team', (select coalesce(json_agg(json_build_object('role', a.role, 'share', a.share, 'rep',
      (select json_build_object('id', ${nodeId("Rep", "r.id")}, 'fullName', r.full_name, 'role', ${currentPosition("role")},
        'team', (select json_build_object('name', t.name) from team t where t.id = ${currentPosition("team_id")}))
       from rep r where r.id = a.rep_id))
    order by a.role, a.share desc, a.id), '[]') from assignment a where a.customer_id = c.id and ${inForce("a")}),
  'interactions', json_build_object(
    'totalCount', (select count(*) from interaction i where i.customer_id = c.id),
    'edges', (select json_agg(json_build_object('node', json_build_object(
        'id', ${nodeId("Interaction", "i.id")}, 'kind', i.kind, 'point', i.point, 'occurredAt', i.occurred_at,
        'sentiment', i.sentiment, 'rep', (select json_build_object('id', ${nodeId("Rep", "r.id")}, 'fullName', r.full_name)
          from rep r where r.id = i.rep_id))))
      from (select * from interaction i where i.customer_id = c.id
        order by i.occurred_at desc, i.id desc limit ${INTERACTIONS}) i))`;

const SELECTION = `
  id externalId name segment acquiredOn
  acquisitionCost { amount currency }
  team { role share rep { id fullName role team { name } } }
  interactions(first: ${INTERACTIONS}) {
    totalCount
    edges { node { id kind point occurredAt sentiment rep { id fullName } } }
  }`;

const PEER_SELECTION = `
  id externalId name segment acquiredOn acquisitionCostMinor currency
  assignmentsByCustomerId(orderBy: [ROW_ID_ASC]) { nodes { role share repByRepId { id fullName } } }
  interactionsByCustomerId(first: ${INTERACTIONS}, orderBy: [OCCURRED_AT_DESC, ROW_ID_DESC]) {
    totalCount
    edges { node { id kind point occurredAt sentiment repByRepId { id fullName } } }
  }`;

export const list: Case = {
  name: "list",
  document: `query Customers($after: String) {
  customers(first: ${CUSTOMERS_PER_PAGE}, after: $after) { edges { node {${SELECTION} } } pageInfo { hasNextPage endCursor } }
}`,
  sql: `select json_build_object('customers', json_build_object(
    'edges', coalesce((json_agg(json_build_object('node', json_build_object(${CUSTOMER})))
      filter (where n <= ${CUSTOMERS_PER_PAGE})), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > ${CUSTOMERS_PER_PAGE}, 'endCursor', (array_agg(
      ${base64Url("json_build_array($5::text, c.name, c.id::text)::text")}))[least(${CUSTOMERS_PER_PAGE}, count(*))])))::text
  from (select row_number() over () as n, c.* from (
    select * from customer c where (c.name, c.id) > ($3, $4::bigint) and ${SEES}
    order by c.name, c.id limit ${CUSTOMERS_PER_PAGE} + 1) c) c`,
  bind: ({ after }) => {
    const [tag, name, id] = JSON.parse(Buffer.from(after!, "base64url").toString()) as string[];
    return [name, id, tag];
  },
  peerDocument: `query Customers($after: Cursor) {
  allCustomers(first: ${CUSTOMERS_PER_PAGE}, after: $after, orderBy: [NAME_ASC, ROW_ID_ASC]) {
    edges { node {${PEER_SELECTION} } } pageInfo { hasNextPage endCursor }
  }
}`,
};

const single: Case = {
  name: "single",
  document: `query Customer($id: ID!) { customer(id: $id) {${SELECTION} } }`,
  sql: `select json_build_object('customer', (
    select json_build_object(${CUSTOMER}) from customer c where c.id = $3 and ${SEES}))::text`,
  bind: ({ id }) => [Buffer.from(id!, "base64url").toString().slice("Customer:".length)],
  peerDocument: `query Customer($id: ID!) { customer(id: $id) {${PEER_SELECTION} } }`,
};

export const CASES: readonly Case[] = [list, single];

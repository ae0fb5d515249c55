// Every DynamoDB table of the assistant and its indexes, as data. aws/dynamo.ts creates them, deploy/ provisions them,
// adapters write into them.

import type { TableDefinition } from "#core/table-definition.ts"

/** The tables, by what is in them. */
export const TABLES = {
  /** One item a booking; backends/booking/record-codec.ts says what is in it. `due` and `mail` are sparse. */
  bookings: {
    tableName: "bookings",
    partitionKey: "reference",
    indexes: {
      "by-visitor": { partitionKey: "visitorId", sortKey: "createdSort" },
      "by-email": { partitionKey: "email", sortKey: "createdSort" },
      "by-month": { partitionKey: "createdMonth", sortKey: "createdSort" },
      due: { partitionKey: "due", sortKey: "dueAt" },
      mail: { partitionKey: "mail", sortKey: "mailDueAt" },
    },
  },
  /** What is sold of a room type in a month or of a cabin on a day; absent until the first sale. */
  inventory: { tableName: "inventory", partitionKey: "unit", sortKey: "period" },
  /** Hotels, flights, movies and cities in numbered parts, and which version is live. */
  catalogue: { tableName: "catalogue", partitionKey: "version", sortKey: "part" },
  /** Who wants to be written to by a person. */
  supportRequests: {
    tableName: "support-requests",
    partitionKey: "requestId",
    indexes: { "by-month": { partitionKey: "createdMonth", sortKey: "createdSort" } },
  },
  /** What visitors did with recommendations. */
  feedback: { tableName: "feedback", partitionKey: "visitorId", sortKey: "event" },
  /** What was said in a session, turn by turn, and the session itself. */
  conversations: {
    tableName: "conversations",
    partitionKey: "sessionId",
    sortKey: "entry",
    timeToLiveAttribute: "expiresAtSeconds",
  },
} as const satisfies Readonly<Record<string, TableDefinition>>

/** The tables of an installation: several may share an account under different prefixes. */
export type TableName = keyof typeof TABLES

/** The table definitions with their names prefixed: `concierge-` makes `concierge-bookings`. */
export function prefixTables(prefix: string): readonly TableDefinition[] {
  return Object.values(TABLES).map((table) => ({ ...table, tableName: `${prefix}${table.tableName}` }))
}

/** The name of one table under a prefix. */
export function tableName(name: TableName, prefix: string): string {
  return `${prefix}${TABLES[name].tableName}`
}

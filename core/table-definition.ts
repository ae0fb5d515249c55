// A DynamoDB table as data: what backends declare, what aws/dynamo.ts creates and deploy/ provisions.

/** A table or index key: the partition key, and the sort key if there is one. All keys are strings. */
export type TableKey = { readonly partitionKey: string; readonly sortKey?: string }

/** A table as data; billing is on demand. */
export type TableDefinition = TableKey & {
  readonly tableName: string
  readonly indexes?: Readonly<Record<string, TableKey>>
  /** The attribute with an epoch-seconds expiry that DynamoDB deletes by. */
  readonly timeToLiveAttribute?: string
}

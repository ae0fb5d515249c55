// CreateCollection, ListCollections, DescribeCollection and DeleteCollection on the wire. What is done with the faces in
// them is face-index-operations.ts.

import type { Clock } from "#core/time.ts"
import { map, number, structure, text } from "#local/http/constraints.ts"
import type { RekognitionOperation } from "../operation.ts"
import { takePage } from "../paging.ts"
import { rekognitionError } from "../rekognition-error.ts"
import { checkParameters } from "../wire-shapes.ts"
import type { CollectionStore } from "./collection-store.ts"
import type { FaceCollection } from "./face-collection.ts"

/** The version of AWS's own model whose rules are followed; the descriptions are another model's. */
export const FACE_MODEL_VERSION = "7.0"

/** A CollectionId of the service model. */
export const COLLECTION_ID = text({ min: 1, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/ })
/** Page sizes and tokens of the service model. */
export const PAGING = { NextToken: text({ max: 255 }), MaxResults: number({ min: 0, max: 4096, integer: true }) }
/** What a page holds when nobody says, or says 0. */
export const DEFAULT_PAGE = 1000

/** Where this account's resources are, for their names. */
const ACCOUNT = "aws:rekognition:us-east-1:000000000000:collection"

const ONE = structure({ CollectionId: COLLECTION_ID }, { required: ["CollectionId"] })

/** The operations on collections. */
export function collectionOperations(
  store: CollectionStore,
  clock: Clock,
): Readonly<Record<string, RekognitionOperation>> {
  return {
    CreateCollection: async (input) => {
      const members = {
        CollectionId: COLLECTION_ID,
        Tags: map(text({ min: 1, max: 128 }), text({ max: 256 }), { max: 200 }),
      }
      checkParameters(structure(members, { required: ["CollectionId"] }), input)
      const id = String(input.CollectionId)
      if ((await store.create(id, clock())) === undefined) {
        throw rekognitionError("ResourceAlreadyExistsException", `The collection id: ${id} already exists`)
      }
      return { StatusCode: 200, CollectionArn: `${ACCOUNT}/${id}`, FaceModelVersion: FACE_MODEL_VERSION }
    },
    ListCollections: async (input) => {
      checkParameters(structure(PAGING), input)
      const { NextToken: token, MaxResults } = input as { NextToken?: string | null; MaxResults?: number | null }
      const { items, nextToken } = takePage(await store.list(), ({ id }) => id, {
        token,
        size: MaxResults || DEFAULT_PAGE,
      })
      return {
        CollectionIds: items.map(({ id }) => id),
        FaceModelVersions: items.map(() => FACE_MODEL_VERSION),
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      }
    },
    DescribeCollection: async (input) => {
      checkParameters(ONE, input)
      const collection = await getCollection(store, input)
      return {
        FaceCount: collection.faces().length,
        UserCount: 0,
        FaceModelVersion: FACE_MODEL_VERSION,
        CollectionARN: `arn:${ACCOUNT}/${collection.id}`,
        CreationTimestamp: collection.createdAt / 1000,
      }
    },
    DeleteCollection: async (input) => {
      checkParameters(ONE, input)
      const id = String(input.CollectionId)
      if (!(await store.remove(id))) throw unknownCollection(id)
      return { StatusCode: 200 }
    },
  }
}

/**
 * Gets the collection of a checked input.
 *
 * @throws {AwsError} `ResourceNotFoundException`
 */
export async function getCollection(
  store: CollectionStore,
  input: Readonly<Record<string, unknown>>,
): Promise<FaceCollection> {
  const id = String(input.CollectionId)
  const collection = await store.find(id)
  if (collection === undefined) throw unknownCollection(id)
  return collection
}

function unknownCollection(id: string): Error {
  return rekognitionError("ResourceNotFoundException", `The collection id: ${id} does not exist`)
}

// A bucket of S3 for the local endpoint: objects written and read back, and nothing more; and a small model to put there.

import { buildInteractions } from "#backends/recommendation/engine/interactions.ts"
import { fitRecipe } from "#backends/recommendation/engine/recipe.ts"
import { encodeArtifact, type ModelCard, versionOf } from "#backends/recommendation/model-artifact.ts"
import { modelKey, writeDeployment } from "#backends/recommendation/model-registry.ts"
import { createS3ObjectStore } from "#backends/recommendation/s3-object-store.ts"
import type { AwsService } from "#local/http/aws-service.ts"

/** Keeps what is put under `/BUCKET/…` as long as the test runs. */
export function fakeBucketService(bucket: string): AwsService {
  const objects = new Map<string, Uint8Array>()
  const missing = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"
  return {
    name: "s3",
    findOperation({ method, path }) {
      if (!path.startsWith(`/${bucket}/`)) return undefined
      return {
        ...{ name: method === "PUT" ? "PutObject" : "GetObject", signingName: "s3", maxBodyBytes: 50_000_000 },
        protocol: "rest-json",
        async handle({ body }) {
          if (method === "PUT") objects.set(path, Uint8Array.from(body))
          const found = objects.get(path)
          return found === undefined
            ? { status: 404, headers: { "Content-Type": "application/xml" }, body: missing }
            : { status: 200, headers: {}, body: method === "PUT" ? "" : found }
        },
      }
    },
  }
}

/**
 * Puts a live model of films into the bucket, by which whoever likes one of the first two likes the other.
 *
 * @returns its version.
 */
export async function publishTwins(bucket: string, endpoint: string, movieIds: readonly string[]): Promise<string> {
  const twins = ["1", "2", "3"].flatMap((userId) =>
    movieIds.slice(0, 2).map((itemId) => ({ userId, itemId, weight: 1 })),
  )
  const likes = [...twins, ...movieIds.slice(2).map((itemId) => ({ userId: `alone ${itemId}`, itemId, weight: 1 }))]
  const model = fitRecipe({ kind: "ease", lambda: 1 }, buildInteractions(likes))
  const bytes = encodeArtifact({ card: {} as ModelCard, model })
  const version = versionOf(bytes)
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }
  const store = createS3ObjectStore({ region: "us-east-1", endpoint, credentials }, bucket, "recommendation/movies/")
  await store.write(modelKey(version), bytes)
  await writeDeployment(store, { live: version, previous: [] })
  return version
}

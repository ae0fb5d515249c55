// Where the data and models of each catalogue are, by the settings: a bucket in S3, or a folder. Command lines and the
// code hook open them here.

import path from "node:path"
import type { Config } from "#core/config.ts"
import type { ObjectStore } from "./object-store.ts"

/** Gives the store of a catalogue: `movies`, `places`, or another kind of model. */
export type OpenModelStore = (name: string) => ObjectStore

/** Opens stores by the settings: in `MODEL_BUCKET` when there is one, else in `recommendation` of the data folder. */
export async function modelStores(config: Config, dataFolder: string): Promise<OpenModelStore> {
  const { modelBucket, awsRegion, awsEndpointUrl, awsAccessKeyId, awsSecretAccessKey, awsSessionToken } = config
  if (modelBucket === undefined) {
    const { createFolderObjectStore } = await import("./folder-object-store.ts")
    return (name) => createFolderObjectStore(path.join(dataFolder, "recommendation", name))
  }
  // Only who has a bucket pays for loading the SDK's client.
  const { createS3ObjectStore } = await import("./s3-object-store.ts")
  const settings = {
    region: awsRegion,
    ...(awsEndpointUrl === undefined ? {} : { endpoint: awsEndpointUrl }),
    ...(awsAccessKeyId === undefined || awsSecretAccessKey === undefined
      ? {}
      : {
          credentials: {
            accessKeyId: awsAccessKeyId,
            secretAccessKey: awsSecretAccessKey,
            ...(awsSessionToken === undefined ? {} : { sessionToken: awsSessionToken }),
          },
        }),
  }
  return (name) => createS3ObjectStore(settings, modelBucket, `recommendation/${name}/`)
}

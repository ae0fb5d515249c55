// The thumbnailer over S3, with the settings that Lambda gives the function.

import { stderr } from "node:process"
import { createRekognition, type Rekognition } from "#aws/rekognition.ts"
import type { PictureStore } from "#backends/pictures/picture-store.ts"
import { createS3PictureStore } from "#backends/pictures/s3-picture-store.ts"
import { parseConfig } from "#core/config.ts"
import { createLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createThumbnailer, type ThumbnailResult } from "./create-thumbnailer.ts"
import { createDescriber, type Eyes } from "./describe-picture.ts"
import { resizeWithSharp, toSmallJpeg } from "./sharp-resizer.ts"

/** Makes the handler of the deployed function; nothing is opened before the first call. */
export function createS3Thumbnailer(
  environment: Readonly<Record<string, string | undefined>>,
): (event: unknown) => Promise<ThumbnailResult> {
  const stores = new Map<string, PictureStore>()
  const settings = () => {
    const { awsRegion: region, awsEndpointUrl: endpoint } = parseConfig(environment)
    return { region, ...(endpoint === undefined ? {} : { endpoint }) }
  }
  const openStore = (bucket: string): PictureStore => {
    const store = stores.get(bucket) ?? createS3PictureStore(settings(), bucket)
    stores.set(bucket, store)
    return store
  }
  const log = createLog("info", systemClock, (line) => stderr.write(`${line}\n`))
  let rekognition: Rekognition | undefined
  const eyes: Eyes = {
    detectLabels: (picture, signal) => {
      rekognition ??= createRekognition(settings())
      return rekognition.detectLabels(picture, signal)
    },
  }
  return createThumbnailer({ openStore, resize: resizeWithSharp, describe: createDescriber(eyes, toSmallJpeg), log })
}

// A thread that looks at pictures. What it is asked is vision-job.ts; each model is loaded when it is first needed.

import { ok, type Result } from "#core/result.ts"
import { serveJobs } from "#local/workers/serve-jobs.ts"
import type { FaceNeeds } from "./faces/seen-face.ts"
import { isWorthTelling } from "./labels/confidence.ts"
import { describeLooks, LOOKS_SIDE } from "./labels/image-properties.ts"
import { type ImageRefusal, type OpenedImage, openImage } from "./models/decode-image.ts"
import { loadFaceEstimator } from "./models/face-attributes.ts"
import { loadFaceDescriber } from "./models/face-descriptor.ts"
import { loadFaceDetector } from "./models/face-detector.ts"
import { loadFaceMesher } from "./models/face-mesh.ts"
import { readFaces } from "./models/face-reader.ts"
import { loadModerationModel, MODERATION_SIDE } from "./models/moderation-model.ts"
import { DETECTOR_SIDE, type Detection, loadObjectDetector, type ObjectFinds } from "./models/object-detector.ts"
import { startTextReader } from "./models/text-reader.ts"
import type { VisionAnswers, VisionJob, VisionTask } from "./vision-job.ts"

const models = {
  objects: onFirstUse(loadObjectDetector),
  moderation: onFirstUse(loadModerationModel),
  text: onFirstUse(startTextReader),
  detector: onFirstUse(loadFaceDetector),
  mesher: onFirstUse(loadFaceMesher),
  describer: onFirstUse(loadFaceDescriber),
  estimator: onFirstUse(loadFaceEstimator),
}

type Tasks = {
  readonly [Task in VisionTask]: (
    image: OpenedImage,
    needs: FaceNeeds,
  ) => Promise<Result<VisionAnswers[Task], ImageRefusal>>
}

const TASKS: Tasks = {
  objects: findObjects,
  looks: async (image) => {
    const finds = await findObjects(image)
    if (!finds.ok) return finds
    const pixels = await image.read(LOOKS_SIDE)
    if (!pixels.ok) return pixels
    const boxes = finds.value.detections.filter(isWorthTelling).map(({ box }) => box)
    return ok({ finds: finds.value, properties: describeLooks(pixels.value, boxes) })
  },
  moderation: async (image) => {
    const pixels = await image.readStretched(MODERATION_SIDE, MODERATION_SIDE)
    if (!pixels.ok) return pixels
    const model = await models.moderation()
    return ok(await model.score(pixels.value))
  },
  text: async (image) => (await models.text()).read(image),
  faces: (image, needs) => readFaces({ ...models, findObjects: findDetections }, image, needs),
}

async function findObjects(image: OpenedImage): Promise<Result<ObjectFinds, ImageRefusal>> {
  const square = await image.readSquare(DETECTOR_SIDE)
  if (!square.ok) return square
  const detector = await models.objects()
  return ok(await detector.find(square.value))
}

async function findDetections(image: OpenedImage): Promise<Result<readonly Detection[], ImageRefusal>> {
  const finds = await findObjects(image)
  return finds.ok ? ok(finds.value.detections) : finds
}

serveJobs(async (job) => {
  // The pool is only given these.
  const { task, image, needs } = job as VisionJob
  const opened = await openImage(image)
  return opened.ok ? TASKS[task](opened.value, needs) : opened
})

/** Loads once; a load that failed is tried again. */
function onFirstUse<Model>(load: () => Promise<Model>): () => Promise<Model> {
  let loaded: Promise<Model> | undefined
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

// Looks at one picture after the other, in the thread it is called in; each model is loaded when it is first needed. The
// thread that does so is vision-worker.ts.

import { ok, type Result } from "#core/result.ts"
import type { FaceNeeds } from "./faces/seen-face.ts"
import { isWorthTelling } from "./labels/confidence.ts"
import { describeLooks, LOOKS_SIDE } from "./labels/image-properties.ts"
import { type ImageRefusal, type OpenedImage, openImage } from "./models/decode-image.ts"
import { loadFaceEstimator } from "./models/face-attributes.ts"
import { loadFaceDescriber } from "./models/face-descriptor.ts"
import { loadFaceDetector } from "./models/face-detector.ts"
import { loadFaceMesher } from "./models/face-mesh.ts"
import { type FaceModels, readFaces } from "./models/face-reader.ts"
import { type LabelModel, loadLabelModel } from "./models/label-model.ts"
import { loadModerationModel, MODERATION_SIDE, type ModerationModel } from "./models/moderation-model.ts"
import {
  DETECTOR_SIDE,
  type Detection,
  loadObjectDetector,
  type ObjectDetector,
  type ObjectFinds,
} from "./models/object-detector.ts"
import { createTextReader, type TextReader } from "./models/text-reader.ts"
import type { Finds, VisionAnswers, VisionTask } from "./vision-job.ts"

/** How pictures are looked at. */
export type LookOptions = {
  /** Folder of a label model of the user's own; needn't be there. */
  readonly labelModel?: string
}

/** Looks at pictures. */
export interface ImageLooker {
  /** Looks at a picture. Looks must not overlap: TensorFlow.js keeps its state for all of them. */
  look<Task extends VisionTask>(
    task: Task,
    bytes: Uint8Array,
    needs: FaceNeeds,
  ): Promise<Result<VisionAnswers[Task], ImageRefusal>>
  /** Ends what was started for it. */
  close(): Promise<void>
}

type Tasks = {
  readonly [Task in VisionTask]: (
    image: OpenedImage,
    needs: FaceNeeds,
  ) => Promise<Result<VisionAnswers[Task], ImageRefusal>>
}

/** Creates what looks at pictures; nothing is loaded yet. */
export function createImageLooker(options: LookOptions = {}): ImageLooker {
  const { labelModel } = options
  const models = {
    objects: onFirstUse(loadObjectDetector),
    moderation: onFirstUse(loadModerationModel),
    text: onFirstUse(async () => createTextReader()),
    detector: onFirstUse(loadFaceDetector),
    mesher: onFirstUse(loadFaceMesher),
    describer: onFirstUse(loadFaceDescriber),
    estimator: onFirstUse(loadFaceEstimator),
    labels: onFirstUse(async () => (labelModel === undefined ? undefined : loadLabelModel(labelModel))),
  }
  const tasks = createTasks(models)
  return {
    look: async (task, bytes, needs) => {
      const opened = await openImage(bytes)
      return opened.ok ? tasks[task](opened.value, needs) : opened
    },
    close: async () => {
      if (models.text.isLoading()) await (await models.text()).close()
    },
  }
}

type Models = {
  readonly objects: () => Promise<ObjectDetector>
  readonly moderation: () => Promise<ModerationModel>
  readonly text: () => Promise<TextReader>
  readonly labels: () => Promise<LabelModel | undefined>
} & Omit<FaceModels, "findObjects">

function createTasks(models: Models): Tasks {
  const detect = async (image: OpenedImage): Promise<Result<ObjectFinds, ImageRefusal>> => {
    const square = await image.readSquare(DETECTOR_SIDE)
    if (!square.ok) return square
    return ok(await (await models.objects()).find(square.value))
  }
  const findDetections = async (image: OpenedImage): Promise<Result<readonly Detection[], ImageRefusal>> => {
    const finds = await detect(image)
    return finds.ok ? ok(finds.value.detections) : finds
  }
  const findAll = async (image: OpenedImage): Promise<Result<Finds, ImageRefusal>> => {
    const finds = await detect(image)
    if (!finds.ok) return finds
    const labels = await models.labels()
    if (labels === undefined) return finds
    const named = await labels.classify(image)
    return named.ok ? ok({ ...finds.value, named: named.value }) : named
  }
  return {
    objects: findAll,
    looks: async (image) => {
      const finds = await findAll(image)
      if (!finds.ok) return finds
      const pixels = await image.read(LOOKS_SIDE)
      if (!pixels.ok) return pixels
      const boxes = finds.value.detections.filter(isWorthTelling).map(({ box }) => box)
      return ok({ finds: finds.value, properties: describeLooks(pixels.value, boxes) })
    },
    moderation: async (image) => {
      const pixels = await image.readStretched(MODERATION_SIDE, MODERATION_SIDE)
      return pixels.ok ? ok(await (await models.moderation()).score(pixels.value)) : pixels
    },
    text: async (image) => (await models.text()).read(image),
    faces: (image, needs) => readFaces({ ...models, findObjects: findDetections }, image, needs),
  }
}

type OnFirstUse<Model> = (() => Promise<Model>) & { isLoading(): boolean }

/** Loads once; a load that failed is tried again. */
function onFirstUse<Model>(load: () => Promise<Model>): OnFirstUse<Model> {
  let loaded: Promise<Model> | undefined
  const use = () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
  return Object.assign(use, { isLoading: () => loaded !== undefined })
}

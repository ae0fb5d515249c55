// DetectCustomLabels and the operations on projects on the wire. Training is `npm run vision`, cli/main.ts.

import { list, number, structure, text } from "#local/http/constraints.ts"
import { EMBEDDING_MODEL } from "../models/object-detector.ts"
import type { RekognitionCall, RekognitionOperation } from "../operation.ts"
import { takePage } from "../paging.ts"
import { rekognitionError } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters } from "../wire-shapes.ts"
import { scoreLabels } from "./linear-head.ts"
import { listVersions, PROJECT_NAME, type ProjectVersion, projectArn, versionArn } from "./project-store.ts"

const NAME = text({ pattern: PROJECT_NAME })
const NAMES = list(NAME, { min: 1, max: 10 })
const ARN = text({
  min: 20,
  max: 2048,
  pattern: /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_./-]+$/,
})
const PAGING = { NextToken: text({ max: 1024 }), MaxResults: number({ min: 1, max: 100, integer: true }) }
const DEFAULT_PAGE = 100
/** AWS picks a threshold for each label while it trains; the likelier half is what a head of ours decides by. */
const DEFAULT_MIN_CONFIDENCE = 50

type Input = Readonly<Record<string, unknown>>

/**
 * The operations on custom labels.
 *
 * @param folder Of the projects; without one there are none.
 */
export function customLabelOperations(folder: string | undefined): Readonly<Record<string, RekognitionOperation>> {
  const versions = async (): Promise<readonly ProjectVersion[]> => (folder === undefined ? [] : listVersions(folder))
  /** ARNs of versions that were stopped since the process started; every other one runs. */
  const stopped = new Set<string>()
  const setStopped = async (input: Input, isStopped: boolean): Promise<void> => {
    const version = await getVersion(versions, input)
    if (stopped.has(versionArn(version)) === isStopped) {
      const state = isStopped ? "stopped" : "running"
      throw rekognitionError("ResourceInUseException", `The project version is already ${state}`)
    }
    if (isStopped) stopped.add(versionArn(version))
    else stopped.delete(versionArn(version))
  }
  return {
    DetectCustomLabels: (input, call) => detectCustomLabels(versions, stopped, input, call),
    DescribeProjects: (input) => describeProjects(versions, input),
    DescribeProjectVersions: (input) => describeVersions(versions, stopped, input),
    StartProjectVersion: async (input) => {
      const members = { ProjectVersionArn: ARN, MinInferenceUnits: number({ min: 1, integer: true }) }
      checkParameters(structure(members, { required: ["ProjectVersionArn", "MinInferenceUnits"] }), input)
      await setStopped(input, false)
      return { Status: "RUNNING" }
    },
    StopProjectVersion: async (input) => {
      checkParameters(structure({ ProjectVersionArn: ARN }, { required: ["ProjectVersionArn"] }), input)
      await setStopped(input, true)
      return { Status: "STOPPED" }
    },
  }
}

type Versions = () => Promise<readonly ProjectVersion[]>

const DETECT_INPUT = structure(
  {
    ProjectVersionArn: ARN,
    Image: IMAGE,
    MaxResults: number({ min: 0, integer: true }),
    MinConfidence: number({ min: 0, max: 100 }),
  },
  { required: ["ProjectVersionArn", "Image"] },
)

async function detectCustomLabels(
  versions: Versions,
  stopped: ReadonlySet<string>,
  given: Input,
  { readImage, look }: RekognitionCall,
): Promise<object> {
  checkParameters(DETECT_INPUT, given)
  const input = given as {
    readonly Image: ImageInput
    readonly MaxResults?: number | null
    readonly MinConfidence?: number | null
  }
  const version = await getVersion(versions, given)
  if (stopped.has(versionArn(version)) || version.model !== EMBEDDING_MODEL) {
    throw rekognitionError("ResourceNotReadyException", "The project version is not running")
  }
  const { embedding } = await look("objects", await readImage(input.Image))
  const labels = scoreLabels(version.head, embedding)
    .map((score, i) => ({ Name: version.head.labels[i] ?? "", Confidence: 100 * score }))
    .filter(({ Confidence }) => Confidence >= (input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE))
    .sort((a, b) => b.Confidence - a.Confidence)
  return { CustomLabels: labels.slice(0, input.MaxResults ?? labels.length) }
}

async function getVersion(versions: Versions, { ProjectVersionArn }: Input): Promise<ProjectVersion> {
  const found = (await versions()).find((version) => versionArn(version) === ProjectVersionArn)
  if (found === undefined) {
    throw rekognitionError("ResourceNotFoundException", `${String(ProjectVersionArn)} doesn't exist`)
  }
  return found
}

const PROJECTS_INPUT = structure({
  ...PAGING,
  ProjectNames: NAMES,
  Features: list(text({ oneOf: ["CONTENT_MODERATION", "CUSTOM_LABELS"] }), { min: 1, max: 2 }),
})

async function describeProjects(versions: Versions, given: Input): Promise<object> {
  checkParameters(PROJECTS_INPUT, given)
  const input = given as PagedInput & {
    readonly ProjectNames?: readonly string[] | null
    readonly Features?: readonly string[] | null
  }
  const isWanted = input.Features?.includes("CUSTOM_LABELS") ?? true
  const projects = isWanted ? listProjects(await versions()) : []
  const named = projects.filter(({ name }) => input.ProjectNames?.includes(name) ?? true)
  const page = takePage(named, ({ name }) => name, toPaging(input))
  return {
    ProjectDescriptions: page.items.map(({ name, createdAt }) => ({
      ProjectArn: projectArn(name, createdAt),
      CreationTimestamp: createdAt / 1000,
      Status: "CREATED",
      Datasets: [],
      Feature: "CUSTOM_LABELS",
    })),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  }
}

type PagedInput = { readonly NextToken?: string | null; readonly MaxResults?: number | null }

function toPaging({ NextToken, MaxResults }: PagedInput): {
  readonly token: string | null | undefined
  readonly size: number
} {
  return { token: NextToken, size: MaxResults ?? DEFAULT_PAGE }
}

/** Projects by name, each as old as its first version. */
function listProjects(versions: readonly ProjectVersion[]): { readonly name: string; readonly createdAt: number }[] {
  const names = [...new Set(versions.map(({ project }) => project))].sort()
  return names.map((name) => ({
    name,
    createdAt: versions.find(({ project }) => project === name)?.createdAt ?? 0,
  }))
}

const VERSIONS_INPUT = structure({ ...PAGING, ProjectArn: ARN, VersionNames: NAMES }, { required: ["ProjectArn"] })

async function describeVersions(versions: Versions, stopped: ReadonlySet<string>, given: Input): Promise<object> {
  checkParameters(VERSIONS_INPUT, given)
  const input = given as PagedInput & { readonly ProjectArn: string; readonly VersionNames?: readonly string[] | null }
  const all = await versions()
  const project = listProjects(all).find(({ name, createdAt }) => projectArn(name, createdAt) === input.ProjectArn)
  if (project === undefined) throw rekognitionError("ResourceNotFoundException", `${input.ProjectArn} doesn't exist`)
  const own = all
    .filter((version) => version.project === project.name)
    .filter(({ version }) => input.VersionNames?.includes(version) ?? true)
    .sort((a, b) => (a.version < b.version ? -1 : 1))
  const page = takePage(own, ({ version }) => version, toPaging(input))
  return {
    ProjectVersionDescriptions: page.items.map((version) => ({
      ProjectVersionArn: versionArn(version),
      CreationTimestamp: version.createdAt / 1000,
      MinInferenceUnits: 1,
      Status: stopped.has(versionArn(version)) ? "STOPPED" : "RUNNING",
      BillableTrainingTimeInSeconds: 0,
      TrainingEndTimestamp: version.createdAt / 1000 + version.trainingSeconds,
      EvaluationResult: { F1Score: version.metrics.f1 },
      Feature: "CUSTOM_LABELS",
      BaseModelVersion: version.model,
    })),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  }
}

// The versions of custom labels that were trained, each in a file: `PROJECT/VERSION.json`. The command that trains them
// writes them while the endpoint runs, so they are read when they are asked for.

import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { HeadMetrics } from "./head-evaluation.ts"
import type { LinearHead } from "./linear-head.ts"

/** A version of a project. */
export type ProjectVersion = {
  readonly project: string
  readonly version: string
  /** Milliseconds since 1970; also part of the ARNs, as in AWS. */
  readonly createdAt: number
  /** Seconds it took. */
  readonly trainingSeconds: number
  /** The network whose embeddings the head is for. */
  readonly model: string
  readonly head: LinearHead
  readonly metrics: HeadMetrics
}

/** Names of projects and versions in the service model. */
export const PROJECT_NAME = /^[a-zA-Z0-9_.-]{1,255}$/

const ACCOUNT = "arn:aws:rekognition:us-east-1:000000000000:project"

/** The ARN of a project: when its first version was made is part of it. */
export function projectArn(project: string, createdAt: number): string {
  return `${ACCOUNT}/${project}/${createdAt}`
}

/** The ARN of a version. */
export function versionArn({ project, version, createdAt }: ProjectVersion): string {
  return `${ACCOUNT}/${project}/version/${version}/${createdAt}`
}

/** Every version there is, the oldest first; what isn't one is passed over. */
export async function listVersions(folder: string): Promise<ProjectVersion[]> {
  const projects = await readdir(folder).catch(() => [])
  const lists = await Promise.all(
    projects.map(async (project) => {
      const files = await readdir(join(folder, project)).catch(() => [])
      const versions = files.filter((file) => file.endsWith(".json"))
      return Promise.all(versions.map((file) => readFile(join(folder, project, file), "utf8")))
    }),
  )
  // Only `saveVersion` writes there.
  return lists
    .flat()
    .map((text) => JSON.parse(text) as ProjectVersion)
    .sort((a, b) => a.createdAt - b.createdAt)
}

/** Keeps a version; one of the same name is replaced. */
export async function saveVersion(folder: string, version: ProjectVersion): Promise<string> {
  const home = join(folder, version.project)
  await mkdir(home, { recursive: true })
  const path = join(home, `${version.version}.json`)
  await writeFile(`${path}.new`, JSON.stringify(version))
  await rename(`${path}.new`, path)
  return path
}

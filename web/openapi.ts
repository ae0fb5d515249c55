// The public HTTP API described in OpenAPI 3.1, made from the very schemas that requests are checked with. The calls are
// openapi-calls.ts.

import { z } from "zod"
import { BINARY, CALLS, type Call, SCHEMAS, type SchemaName } from "./openapi-calls.ts"
import { RENEWED_EXPIRY_HEADER, RENEWED_TOKEN_HEADER } from "./origins.ts"
import { PROBLEM_PATH, PROBLEMS, type ProblemCode } from "./problem.ts"

/** Describes the API; the same object each time is fine, it depends on nothing. */
export function describeApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const call of CALLS) paths[call.path] = { ...paths[call.path], [call.method]: describeCall(call) }
  return {
    openapi: "3.1.0",
    info: {
      title: "Concierge",
      version: "1.0.0",
      description: `Errors are RFC 9457 problem documents; each kind is described at its type, \`${PROBLEM_PATH}<kind>\`.`,
    },
    paths,
    components: {
      schemas: describeSchemas(),
      securitySchemes: {
        session: { type: "http", scheme: "bearer", description: "The token of `POST /api/sessions`." },
        operator: { type: "http", scheme: "bearer", description: "The setting `OPERATOR_TOKEN`." },
      },
    },
  }
}

function describeCall(call: Call) {
  return {
    summary: call.summary,
    tags: [call.tag],
    ...(call.security === undefined ? {} : { security: [{ [call.security]: [] }] }),
    ...(call.parameters === undefined ? {} : { parameters: call.parameters }),
    ...describeRequest(call),
    responses: { [call.status]: describeAnswer(call), ...describeProblems(call) },
  }
}

function describeRequest({ request, bodyTypes = [], form }: Call) {
  const json = request === undefined ? {} : { "application/json": { schema: reference(request) } }
  const other = Object.fromEntries(bodyTypes.map((type) => [type, { schema: BINARY }]))
  const formContent = form === undefined ? {} : { "multipart/form-data": { schema: form } }
  const content = { ...json, ...formContent, ...other }
  return Object.keys(content).length === 0 ? {} : { requestBody: { content } }
}

function describeAnswer(call: Call) {
  const content =
    typeof call.answer === "string"
      ? { "application/json": { schema: reference(call.answer) } }
      : call.answer && Object.fromEntries(call.answer.map(({ mediaType, schema }) => [mediaType, { schema }]))
  const renewal =
    call.security === "session" && call.method !== "delete"
      ? {
          headers: {
            [RENEWED_TOKEN_HEADER]: {
              description: "A new token to use from now on, given when half of the old one's life is over.",
              schema: { type: "string" },
            },
            [RENEWED_EXPIRY_HEADER]: {
              description: "When the new token expires.",
              schema: { type: "string", format: "date-time" },
            },
          },
        }
      : {}
  return { description: call.summary, ...renewal, ...(content === undefined ? {} : { content }) }
}

/** One response for each status, naming the kinds of problem that have it. */
function describeProblems(call: Call) {
  const isApi = call.path.startsWith("/api/")
  const codes: readonly ProblemCode[] = [
    ...call.problems,
    ...(isApi ? (["origin-not-allowed", "rate-limited"] as const) : []),
    "internal",
  ]
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      status,
      {
        description: kinds.map((kind) => `\`${kind}\`: ${PROBLEMS[kind].title}`).join("\n\n"),
        ...(kinds.some((kind) => "retryAfterSeconds" in PROBLEMS[kind])
          ? { headers: { "Retry-After": { schema: { type: "integer" }, description: "Seconds to wait." } } }
          : {}),
        content: { "application/problem+json": { schema: reference("Problem") } },
      },
    ]),
  )
}

function describeSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: "input" })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  )
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` }
}

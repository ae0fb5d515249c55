// PutLexicon, GetLexicon, ListLexicons and DeleteLexicon on the wire. Where lexicons are kept is lexicon-store.ts.

import type { Clock } from "#core/time.ts"
import { type AwsResponse, jsonResponse } from "#local/http/aws-service.ts"
import { checkInput, structure, text } from "#local/http/constraints.ts"
import { type RestOperation, type RestRequest, readJsonObject } from "#local/http/rest-json.ts"
import { createEntryFinder, readLexicon } from "./lexicon-file.ts"
import type { LexiconStore, StoredLexicon } from "./lexicon-store.ts"
import type { FindEntry } from "./normalize.ts"
import { pollyError } from "./polly-error.ts"
import { uncapitalize } from "./speech-request.ts"

const PATH = "/v1/lexicons/{Name}"
const MAX_LEXICONS = 100
const NAME = text({ pattern: /^[0-9A-Za-z]{1,20}$/ })

/** The operations on lexicons. */
export function lexiconOperations(store: LexiconStore, clock: Clock): readonly RestOperation[] {
  return [
    { name: "PutLexicon", method: "PUT", path: PATH, handle: (request) => put(store, clock, request) },
    {
      name: "GetLexicon",
      method: "GET",
      path: PATH,
      handle: async (request) => {
        const lexicon = await get(store, readName(request))
        return jsonResponse({
          Lexicon: { Name: lexicon.name, Content: lexicon.content },
          LexiconAttributes: toAttributes(lexicon),
        })
      },
    },
    {
      name: "ListLexicons",
      method: "GET",
      path: "/v1/lexicons",
      handle: async ({ query }) => {
        // All of them fit one page, so no token was ever given.
        if (query.has("NextToken")) throw pollyError("InvalidNextTokenException", "The NextToken is invalid.")
        const lexicons = await store.list()
        return jsonResponse({
          Lexicons: lexicons.map((lexicon) => ({ Name: lexicon.name, Attributes: toAttributes(lexicon) })),
        })
      },
    },
    {
      name: "DeleteLexicon",
      method: "DELETE",
      path: PATH,
      handle: async (request) => {
        if (!(await store.remove(readName(request)))) throw notFound()
        return jsonResponse({})
      },
    },
  ]
}

/**
 * Makes a search over the named lexicons that are of a language; the others are left out, as Polly does.
 *
 * @throws {AwsError} `LexiconNotFoundException`
 */
export async function findLexiconEntries(
  store: LexiconStore,
  names: readonly string[],
  languageCode: string,
): Promise<FindEntry | undefined> {
  const lexicons = await Promise.all(names.map((name) => get(store, name)))
  return createEntryFinder(lexicons.map(({ file }) => file).filter((file) => file.languageCode === languageCode))
}

async function put(store: LexiconStore, clock: Clock, request: RestRequest): Promise<AwsResponse> {
  const name = readName(request)
  const input = uncapitalize(readJsonObject(request.body))
  checkInput(structure({ content: text() }, { required: ["content"] }), input)
  const content = String(input.content)
  const file = readLexicon(content)
  const known = await store.list()
  if (known.length >= MAX_LEXICONS && !known.some((lexicon) => lexicon.name === name)) {
    throw pollyError("MaxLexiconsNumberExceededException", `There may be ${MAX_LEXICONS} lexicons.`)
  }
  await store.put({ name, content, lastModified: clock(), file })
  return jsonResponse({})
}

async function get(store: LexiconStore, name: string): Promise<StoredLexicon> {
  const lexicon = await store.find(name)
  if (lexicon === undefined) throw notFound()
  return lexicon
}

function readName({ labels }: RestRequest): string {
  const name = labels.Name ?? ""
  checkInput(structure({ name: NAME }), { name }, { showValues: true })
  return name
}

function toAttributes({ name, content, lastModified, file }: StoredLexicon): object {
  return {
    Alphabet: file.alphabet,
    LanguageCode: file.languageCode,
    LastModified: lastModified / 1000,
    LexiconArn: `arn:aws:polly:us-east-1:000000000000:lexicon/${name}`,
    LexemesCount: file.lexemes.length,
    Size: Buffer.byteLength(content),
  }
}

function notFound(): Error {
  return pollyError("LexiconNotFoundException", "Lexicon not found")
}

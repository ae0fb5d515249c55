// DescribeVoices: the voices that can be heard here, filtered as Polly filters them.

import { checkInput, structure, text } from "#local/http/constraints.ts"
import { pollyError } from "./polly-error.ts"
import { ENGINES } from "./speech-request.ts"
import { LANGUAGE_CODES, LANGUAGE_NAMES, VOICES, type Voice } from "./voices.ts"

const INPUT = structure({
  engine: text({ oneOf: ENGINES }),
  languageCode: text({ oneOf: LANGUAGE_CODES }),
  nextToken: text({ max: 4096 }),
})

/**
 * Describes voices; they always fit one page.
 *
 * @throws {AwsError} `InvalidNextTokenException` for every token, as none is ever given.
 */
export function describeVoices(query: URLSearchParams): { readonly Voices: readonly object[] } {
  const engine = query.get("Engine")
  const languageCode = query.get("LanguageCode")
  const nextToken = query.get("NextToken")
  checkInput(INPUT, { engine, languageCode, nextToken }, { showValues: true })
  if (nextToken !== null) throw pollyError("InvalidNextTokenException", "The NextToken is invalid.")
  const withAdditional = query.get("IncludeAdditionalLanguageCodes") === "true"
  const speaks = (voice: Voice) =>
    languageCode === null ||
    voice.languageCode === languageCode ||
    (withAdditional && voice.additionalLanguageCodes?.includes(languageCode) === true)
  const found = VOICES.filter(
    (voice) => speaks(voice) && (engine === null || voice.engines.some((own) => own === engine)),
  )
  return { Voices: found.map(toWire) }
}

function toWire({ id, gender, languageCode, additionalLanguageCodes, engines }: Voice): object {
  return {
    Gender: gender,
    Id: id,
    Name: id,
    LanguageCode: languageCode,
    LanguageName: LANGUAGE_NAMES[languageCode],
    SupportedEngines: engines,
    ...(additionalLanguageCodes === undefined ? {} : { AdditionalLanguageCodes: additionalLanguageCodes }),
  }
}

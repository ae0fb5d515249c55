// A SlotType.json and the custom vocabulary of an export, into the engine's model. Slots are read-slot.ts.

import type { CustomVocabularyItem, SlotType } from "#bot/definition.ts"
import { decodeText, invalid } from "./archive.ts"
import {
  choiceField,
  field,
  type JsonNode,
  listField,
  numberField,
  parseJsonFile,
  plainWord,
  present,
  requiredText,
  textField,
  wrappedTexts,
} from "./json-node.ts"

/**
 * Reads a slot type. Its identifier is still as it stands in the file, and so are the types of its sub-slots.
 *
 * @param folder The name of its folder, which counts when the file has no name.
 */
export function readSlotType(node: JsonNode, folder: string): Omit<SlotType, "identifier"> {
  const selection = field(node, "valueSelectionSetting")
  const subSlots = listField(field(node, "compositeSlotTypeSetting"), "subSlots").map((subSlot) => ({
    name: requiredText(subSlot, "name"),
    slotTypeId: requiredText(subSlot, "slotTypeId", "slotTypeName"),
  }))
  const source = field(field(field(node, "externalSourceSetting"), "grammarSlotTypeSetting"), "source")
  const audio = textField(field(selection, "advancedRecognitionSetting"), "audioRecognitionStrategy") ?? ""
  return present({
    name: textField(node, "name", "slotTypeName") ?? folder,
    description: textField(node, "description"),
    parentSignature: textField(node, "parentSlotTypeSignature"),
    resolutionStrategy:
      choiceField(selection, ["OriginalValue", "TopResolution", "Concatenation"], "resolutionStrategy") ??
      (subSlots.length > 0 ? "Concatenation" : "OriginalValue"),
    values: listField(node, "slotTypeValues").map(readSlotTypeValue),
    regexPattern: textField(field(selection, "regexFilter"), "pattern"),
    grammar: source && readGrammar(source),
    subSlots: subSlots.length === 0 ? undefined : subSlots,
    usesValuesAsCustomVocabulary: plainWord(audio) === "useslotvaluesascustomvocabulary",
  })
}

function readSlotTypeValue(node: JsonNode): SlotType["values"][number] {
  const sample = field(node, "sampleValue")
  if (!sample) throw invalid(node.file, `${node.path}.sampleValue is missing`)
  const value = typeof sample.value === "string" ? sample.value : requiredText(sample, "value")
  return { value, synonyms: wrappedTexts(listField(node, "synonyms"), "value") }
}

function readGrammar(node: JsonNode): SlotType["grammar"] {
  return present({
    s3BucketName: requiredText(node, "s3BucketName"),
    s3ObjectKey: requiredText(node, "s3ObjectKey"),
    kmsKeyArn: textField(node, "kmsKeyArn"),
  })
}

/**
 * Reads a custom vocabulary from CustomVocabulary.json, or from the tab-separated file that Lex takes as well.
 *
 * @throws {Fault} `data-invalid` with the line when the table has no `phrase` column, or a weight is no number.
 */
export function readCustomVocabulary(file: string, bytes: Uint8Array): CustomVocabularyItem[] {
  if (file.toLowerCase().endsWith(".tsv")) return readVocabularyTable(file, decodeText(file, bytes))
  return listField(parseJsonFile(file, bytes), "customVocabularyItems").map((item) =>
    present({
      phrase: requiredText(item, "phrase"),
      weight: numberField(item, "weight") ?? 1,
      displayAs: textField(item, "displayAs"),
    }),
  )
}

function readVocabularyTable(file: string, text: string): CustomVocabularyItem[] {
  const [header = "", ...lines] = text.split(/\r\n|\n|\r/)
  const columns = header.split("\t").map((name) => name.trim().toLowerCase())
  const phraseColumn = columns.indexOf("phrase")
  if (phraseColumn < 0) throw invalid(file, "line 1 must name the columns: phrase, weight, displayAs")
  return lines.flatMap((line, i) => {
    if (line.trim() === "") return []
    const cells = line.split("\t").map((cell) => cell.trim())
    const cell = (column: string) => cells[columns.indexOf(column)] || undefined
    const weight = Number(cell("weight") ?? 1)
    if (!Number.isFinite(weight)) throw invalid(file, `line ${i + 2}: the weight must be a number`)
    const phrase = cells[phraseColumn]
    if (!phrase) throw invalid(file, `line ${i + 2}: the phrase is missing`)
    return [present({ phrase, weight, displayAs: cell("displayas") })]
  })
}

// What SSML makes of speech, and what of it Polly refuses.

import { describe, expect, it } from "vitest"
import { planText } from "#local/polly/plan-text.ts"
import type { SpeechPlan } from "#local/polly/speech-plan.ts"
import type { Engine } from "#local/polly/voices.ts"

function plan(text: string, engine: Engine = "standard"): SpeechPlan {
  return planText({ text, textType: "ssml", voice: { languageCode: "en-US" }, engine })
}

/** Words with their punctuation, pauses in brackets, a bar after each sentence. */
function say(ssml: string): string {
  return plan(`<speak>${ssml}</speak>`)
    .sentences.map(({ steps }) =>
      steps
        .map((step) => {
          if (step.type === "word") return `${(step.phones ?? step.spoken).join(" ")}${step.punctuation}`
          return step.type === "mark" ? `{${step.name}}` : `[${step.type} ${step.milliseconds}]`
        })
        .join(" "),
    )
    .join(" | ")
}

describe("SSML", () => {
  it.each([
    ["Hello <break time='1.5s'/> you", "hello [pause 1500] you."],
    ["Hello <break/> you <break strength='x-strong'/>", "hello [pause 300] you. [pause 700]"],
    ["One. Two", "one. | two."],
    ["<p>One</p><p><s>two</s><s>three?</s></p>", "one. | two. | three?"],
    ["a <mark name='m'/>b", "a {m} b."],
    ["<sub alias='World Wide Web Consortium'>W3C</sub>", "world wide web consortium."],
    ["<say-as interpret-as='characters'>a1</say-as>", "A one."],
    ["<say-as interpret-as='cardinal'>1,234</say-as>", "one thousand two hundred thirty four."],
    ["<say-as interpret-as='ordinal'>21</say-as>", "twenty first."],
    ["<say-as interpret-as='digits'>1234</say-as>", "one two three four."],
    ["<say-as interpret-as='fraction'>2+1/2</say-as>", "two and one half."],
    ["<say-as interpret-as='unit'>1/2inch</say-as>", "one half inch."],
    ["<say-as interpret-as='date' format='dmy'>3-4-2026</say-as>", "april third , twenty twenty six."],
    ["<say-as interpret-as='date'>????0922</say-as>", "zero nine two two."],
    ["<say-as interpret-as='date' format='yyyymmdd'>????0922</say-as>", "september twenty second."],
    ["<say-as interpret-as='time'>1'21\"</say-as>", "one minute twenty one seconds."],
    ["<say-as interpret-as='telephone'>5551212</say-as>", "five five five , one two one two."],
    ["<say-as interpret-as='expletive'>darn</say-as> it", "[bleep 280] it."],
    ["<phoneme alphabet='ipa' ph='pɪˈkɑːn'>pecan</phoneme>", "p ih0 k aa1 n."],
    ["<phoneme alphabet='x-sampa' ph='pI&quot;kA:n'>pecan</phoneme>", "p ih0 k aa1 n."],
    ["<emphasis>Big</emphasis>! Yes &amp; no", "big! | yes and no."],
    ["<lang xml:lang='fr-FR'>Paris</lang><w role='amazon:VB'>read</w>", "paris read."],
    ["<amazon:effect name='whispered'>hush</amazon:effect>", "hush."],
  ])("says %s as '%s'", (ssml, said) => {
    expect(say(ssml)).toBe(said)
  })

  it.each([
    ["rate='slow'", { rate: 0.75, pitch: 1, gainDb: 0 }],
    ["rate='150%'", { rate: 1.5, pitch: 1, gainDb: 0 }],
    ["pitch='+20%'", { rate: 1, pitch: 1.2, gainDb: 0 }],
    ["volume='-6dB' rate='fast'", { rate: 1.25, pitch: 1, gainDb: -6 }],
  ])("speaks in the style of <prosody %s>", (attributes, style) => {
    const [step] = plan(`<speak><prosody ${attributes}>hi</prosody></speak>`).sentences[0]?.steps ?? []

    expect(step).toMatchObject({ type: "word", style })
  })

  it("tells where words stand in the request, tags and entities included", () => {
    const text = "<speak>A&amp;B <emphasis>so</emphasis></speak>"
    const steps = plan(text).sentences.flatMap((sentence) => sentence.steps)
    const words = steps.flatMap((step) => (step.type === "word" ? [text.slice(step.start, step.end)] : []))

    expect(words).toEqual(["A", "&amp;", "B", "so"])
  })

  it("doesn't charge for tags", () => {
    expect(plan("<speak>Hi <break time='1s'/>you &amp; me</speak>").billedCharacters).toBe(11)
  })

  it.each([
    "Hello",
    "<speak>Hello",
    "<speak>Hello</p></speak>",
    "<speak>this & that</speak>",
    "<speak><audio src='x'/></speak>",
    "<speak><toString>x</toString></speak>",
    "<speak><break time='11s'/></speak>",
    "<speak><break strength='huge'/></speak>",
    "<speak><prosody>x</prosody></speak>",
    "<speak><prosody rate='300%'>x</prosody></speak>",
    "<speak><prosody amazon:max-duration='2s'>x</prosody></speak>",
    "<speak><say-as interpret-as='poem'>x</say-as></speak>",
    "<speak><phoneme alphabet='ipa' ph='§'>x</phoneme></speak>",
    "<speak><phoneme alphabet='arpabet' ph='x'>x</phoneme></speak>",
    "<speak><lang xml:lang='xx'>x</lang></speak>",
    "<speak><mark/></speak>",
    "<!DOCTYPE x [<!ENTITY e 'x'>]><speak>&e;</speak>",
    "<speak>&e;</speak>",
    "<p>x</p>",
    "<speak/><speak/>",
  ])("refuses %s", (text) => {
    expect(() => plan(text)).toThrow(expect.objectContaining({ code: "InvalidSsmlException", status: 400 }))
  })

  it.each([
    "<emphasis>x</emphasis>",
    "<prosody pitch='high'>x</prosody>",
    "<amazon:effect name='whispered'>x</amazon:effect>",
  ])("refuses %s of neural voices", (ssml) => {
    expect(() => plan(`<speak>${ssml}</speak>`, "neural")).toThrow("Invalid SSML")
  })
})

// What the bench uses of nlp.js, which has no types of its own.

declare module "@nlpjs/core" {
  export type Container = { use(plugin: unknown): void }
  export function containerBootstrap(): Promise<Container>
}

declare module "@nlpjs/lang-en-min" {
  export const LangEn: unknown
}

declare module "@nlpjs/nlp" {
  export class Nlp {
    constructor(settings: Readonly<Record<string, unknown>>)
    addLanguage(language: string): void
    addDocument(language: string, text: string, intent: string): void
    train(): Promise<void>
    process(language: string, text: string): Promise<{ readonly intent: string; readonly score: number }>
  }
}

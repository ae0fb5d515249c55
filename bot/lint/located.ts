// A part of a bot together with the place it stands in, as complaints name it. Laying bots out is bot-view.ts.

/** A part of a bot and where it stands. */
export type Located<Value> = {
  readonly value: Value
  readonly file: string
  /** `valueElicitationSetting.promptSpecification.maxRetries`; empty for the whole file. */
  readonly path: string
}

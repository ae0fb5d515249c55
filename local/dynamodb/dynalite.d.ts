// The parts of dynalite that answer one operation; the package has no types of its own.

declare module "dynalite/db/index.js" {
  type Store = {
    readonly lifecycleManager: { gracefulClose(done: (error?: Error) => void): void }
  }
  const db: {
    create(options: {
      readonly path?: string
      readonly createTableMs: number
      readonly deleteTableMs: number
      readonly updateTableMs: number
    }): Store
  }
  export = db
}

declare module "dynalite/validations/index.js" {
  const validations: {
    checkTypes(input: unknown, types: unknown): unknown
    checkValidations(input: unknown, types: unknown, custom: unknown, store: unknown): void
  }
  export = validations
}

declare module "dynalite/actions/*" {
  const action: (store: unknown, input: unknown, done: (error: unknown, output?: unknown) => void) => void
  export = action
}

declare module "dynalite/validations/*" {
  const validation: { readonly types: unknown; readonly custom?: unknown }
  export = validation
}

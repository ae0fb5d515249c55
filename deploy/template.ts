// CloudFormation templates as data: their shape, and the intrinsic functions they are written with.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-reference.html

/** A value CloudFormation finds when it makes the stack. */
export type Intrinsic = Readonly<Record<string, unknown>>

/** A resource of a stack. */
export type Resource = {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly Condition?: string
  readonly DeletionPolicy?: "Delete" | "Retain"
  readonly UpdateReplacePolicy?: "Delete" | "Retain"
  readonly Metadata?: { readonly Purpose: string }
}

/** A stack. */
export type Template = {
  readonly AWSTemplateFormatVersion: "2010-09-09"
  readonly Description: string
  readonly Parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly Conditions?: Readonly<Record<string, unknown>>
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A parameter's value, or a resource's name. */
export function ref(name: string): Intrinsic {
  return { Ref: name }
}

/** A text with `${Names}` of parameters, resources and their attributes filled in. */
export function sub(text: string): Intrinsic {
  return { "Fn::Sub": text }
}

/** An attribute of a resource. */
export function attribute(resource: string, name: string): Intrinsic {
  return { "Fn::GetAtt": [resource, name] }
}

/** What a template makes, a line a resource: `AWS::Lambda::Function  CodeHook  answers Lex`. */
export function describeResources({ Resources }: Template): readonly string[] {
  return Object.entries(Resources).map(([name, { Type, Metadata }]) =>
    [Type.padEnd(30), name.padEnd(18), Metadata?.Purpose ?? ""].join(" ").trimEnd(),
  )
}

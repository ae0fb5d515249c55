// Style sheets are imported as text; the build minifies them.

declare module "*.css" {
  const text: string
  // biome-ignore lint/style/noDefaultExport: a style sheet has nothing but its text to export.
  export default text
}

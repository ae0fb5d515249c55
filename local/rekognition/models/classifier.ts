// What a label model's file must be able to do. Which kinds of file there are is label-model.ts.

/** Runs a classifier's file. */
export interface Classifier {
  /**
   * @param values Red, green and blue of each pixel, row by row, as the settings have them.
   * @returns a number for each class.
   */
  run(values: Float32Array, size: { readonly width: number; readonly height: number }): Promise<Float32Array>
}

// The inverse of a symmetric positive-definite matrix, in place. Plain double arithmetic in a fixed order: the same bits
// on every host. Who needs it is ease.ts.

import { Fault } from "#core/errors.ts"

/** Rows handled together, so that what is read again is still in the processor's cache. */
const BLOCK = 24
/** Columns summed in one go, likewise. */
const DEPTH = 512

/**
 * Replaces a matrix by its inverse. Cholesky factor L in the lower triangle, then its inverse, turned, in the upper one,
 * then their product: each of the three is sums of products along rows, so one kernel does the work.
 *
 * @param matrix Row by row, `size × size`; only the lower triangle is read. Afterwards it is the
 *   whole inverse.
 * @throws {Fault} `data-invalid` when the matrix is not positive definite.
 */
export function invertInPlace(matrix: Float64Array, size: number): void {
  factor(matrix, size)
  const diagonal = invertFactor(matrix, size)
  multiplyInverse(matrix, size, diagonal)
  mirror(matrix, size)
}

/** Copies the lower triangle to the upper one, block by block: a column read straight down misses the cache each time. */
function mirror(a: Float64Array, size: number): void {
  for (const rows of spans(0, size, BLOCK)) {
    for (const columns of spans(0, rows.to, BLOCK)) {
      for (let i = rows.from; i < rows.to; i++) {
        const last = Math.min(columns.to, i)
        for (let j = columns.from; j < last; j++) a[j * size + i] = a[i * size + j] as number
      }
    }
  }
}

/** A stretch of rows or columns: from, up to and not including. */
type Span = { readonly from: number; readonly to: number }

function spans(from: number, to: number, step: number): readonly Span[] {
  const found: Span[] = []
  for (let start = from; start < to; start += step) found.push({ from: start, to: Math.min(to, start + step) })
  return found
}

/** L Lᵀ = A, block column by block column. */
function factor(a: Float64Array, size: number): void {
  for (const columns of spans(0, size, BLOCK)) {
    for (const depth of spans(0, columns.from, DEPTH)) {
      for (const rows of spans(columns.from, size, BLOCK)) subtractProducts(a, size, rows, columns, depth)
    }
    for (let j = columns.from; j < columns.to; j++) finishFactorColumn(a, size, j, columns.from)
  }
}

/** Column j of L, once the products of all columns before `from` are taken from it. */
function finishFactorColumn(a: Float64Array, size: number, j: number, from: number): void {
  const pivot = (a[j * size + j] ?? 0) - dot(a, j * size, j * size, from, j)
  if (!(pivot > 0)) throw new Fault("data-invalid", { hint: "the matrix to invert is not positive definite" })
  const root = Math.sqrt(pivot)
  a[j * size + j] = root
  for (let i = j + 1; i < size; i++) {
    a[i * size + j] = ((a[i * size + j] ?? 0) - dot(a, i * size, j * size, from, j)) / root
  }
}

/**
 * The inverse M of L, kept turned in the strict upper triangle: row j, column i holds M[i][j]. Its diagonal is returned;
 * the matrix's own diagonal still holds L's. M[i][j] is minus the sum of L[i][k] M[k][j] over k from j to i - 1, by L[i][i].
 */
function invertFactor(a: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    diagonal[i] = 1 / (a[i * size + i] ?? 1)
    a.fill(0, i * size + i + 1, (i + 1) * size)
  }
  for (const rows of spans(0, size, BLOCK)) {
    for (const targets of spans(0, rows.from, BLOCK)) {
      for (const depth of spans(targets.to, rows.from, DEPTH)) subtractProducts(a, size, targets, rows, depth)
      subtractCorner(a, size, targets, rows)
    }
    for (let i = rows.from; i < rows.to; i++) finishInverseColumn(a, size, i, { from: rows.from, diagonal })
  }
  return diagonal
}

type KnownPart = { readonly from: number; readonly diagonal: Float64Array }

/** Column i of the turned inverse, once the products with all columns before `from` are taken from it. */
function finishInverseColumn(a: Float64Array, size: number, i: number, { from, diagonal }: KnownPart): void {
  for (let j = 0; j < i; j++) {
    const near = dot(a, i * size, j * size, Math.max(from, j + 1), i)
    const sum = (a[i * size + j] ?? 0) * (diagonal[j] ?? 0) + near - (a[j * size + i] ?? 0)
    a[j * size + i] = -sum * (diagonal[i] ?? 0)
  }
}

/** The products inside the targets' own block, where the turned inverse is a triangle without its diagonal. */
function subtractCorner(a: Float64Array, size: number, targets: Span, rows: Span): void {
  for (let j = targets.from; j < targets.to; j++) {
    for (let i = rows.from; i < rows.to; i++) {
      a[j * size + i] = (a[j * size + i] ?? 0) - dot(a, i * size, j * size, j + 1, targets.to)
    }
  }
}

/** The inverse of A, Mᵀ M, into the lower triangle. */
function multiplyInverse(a: Float64Array, size: number, diagonal: Float64Array): void {
  for (let i = 0; i < size; i++) a.fill(0, i * size, i * size + i + 1)
  for (const rows of spans(0, size, BLOCK)) {
    for (const columns of spans(0, rows.from, BLOCK)) {
      for (const depth of spans(rows.to, size, DEPTH)) subtractProducts(a, size, rows, columns, depth)
    }
    for (let i = rows.from; i < rows.to; i++) finishProductRow(a, size, i, rows, diagonal)
  }
}

/** Row i of the product, once the products beyond its block are taken from the cells before the block. */
function finishProductRow(a: Float64Array, size: number, i: number, rows: Span, diagonal: Float64Array): void {
  const own = diagonal[i] ?? 0
  for (let j = 0; j < i; j++) {
    // The kernel would write over the upper triangle of a block on the diagonal: its rows are summed here.
    const near = dot(a, i * size, j * size, i + 1, j < rows.from ? rows.to : size)
    a[i * size + j] = near + own * (a[j * size + i] ?? 0) - (a[i * size + j] ?? 0)
  }
  a[i * size + i] = dot(a, i * size, i * size, i + 1, size) + own ** 2
}

/** The sum of products of two rows over columns `from` up to, not including, `to`. */
function dot(a: Float64Array, first: number, second: number, from: number, to: number): number {
  let sum = 0
  for (let k = from; k < to; k++) sum += (a[first + k] ?? 0) * (a[second + k] ?? 0)
  return sum
}

/** Takes from each cell (row, column) of a block the product of the two rows over a depth of columns. */
function subtractProducts(a: Float64Array, size: number, rows: Span, columns: Span, depth: Span): void {
  let row = rows.from
  for (; row + 4 <= rows.to; row += 4) {
    let column = columns.from
    for (; column + 4 <= columns.to; column += 4) subtractTile(a, size, row, column, depth)
    for (; column < columns.to; column++) subtractStrip(a, size, { from: row, to: row + 4 }, column, depth)
  }
  for (let column = columns.from; column < columns.to; column++) {
    subtractStrip(a, size, { from: row, to: rows.to }, column, depth)
  }
}

function subtractStrip(a: Float64Array, size: number, rows: Span, column: number, depth: Span): void {
  for (let row = rows.from; row < rows.to; row++) {
    const at = row * size + column
    a[at] = (a[at] ?? 0) - dot(a, row * size, column * size, depth.from, depth.to)
  }
}

/** Four rows by four columns at once: the sums stay in registers, and each number read serves four of them. */
function subtractTile(a: Float64Array, size: number, row: number, column: number, depth: Span): void {
  let r0 = row * size + depth.from
  let r1 = r0 + size
  let r2 = r1 + size
  let r3 = r2 + size
  let c0 = column * size + depth.from
  let c1 = c0 + size
  let c2 = c1 + size
  let c3 = c2 + size
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  let s20 = 0
  let s21 = 0
  let s22 = 0
  let s23 = 0
  let s30 = 0
  let s31 = 0
  let s32 = 0
  let s33 = 0
  for (let k = depth.from; k < depth.to; k++) {
    const y0 = a[c0++] as number
    const y1 = a[c1++] as number
    const y2 = a[c2++] as number
    const y3 = a[c3++] as number
    const x0 = a[r0++] as number
    s00 += x0 * y0
    s01 += x0 * y1
    s02 += x0 * y2
    s03 += x0 * y3
    const x1 = a[r1++] as number
    s10 += x1 * y0
    s11 += x1 * y1
    s12 += x1 * y2
    s13 += x1 * y3
    const x2 = a[r2++] as number
    s20 += x2 * y0
    s21 += x2 * y1
    s22 += x2 * y2
    s23 += x2 * y3
    const x3 = a[r3++] as number
    s30 += x3 * y0
    s31 += x3 * y1
    s32 += x3 * y2
    s33 += x3 * y3
  }
  subtractRow(a, (row + 0) * size + column, s00, s01, s02, s03)
  subtractRow(a, (row + 1) * size + column, s10, s11, s12, s13)
  subtractRow(a, (row + 2) * size + column, s20, s21, s22, s23)
  subtractRow(a, (row + 3) * size + column, s30, s31, s32, s33)
}

function subtractRow(a: Float64Array, at: number, s0: number, s1: number, s2: number, s3: number): void {
  a[at] = (a[at] ?? 0) - s0
  a[at + 1] = (a[at + 1] ?? 0) - s1
  a[at + 2] = (a[at + 2] ?? 0) - s2
  a[at + 3] = (a[at + 3] ?? 0) - s3
}

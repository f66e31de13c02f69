/**
 * Rows of numbers cut from common buffers. A buffer of its own for each of the thousands of rows of a long document costs an
 * engine more than the numbers in it.
 */
export class Rows {
  private buffer = new Float32Array(0);
  private used = 0;

  /** `width`: numbers in a row. */
  constructor(private readonly width: number) {}

  /** A row of zeros. */
  row(): Float32Array {
    const { width } = this;
    if (this.used + width > this.buffer.length) {
      this.buffer = new Float32Array(width * ROWS);
      this.used = 0;
    }
    this.used += width;
    return this.buffer.subarray(this.used - width, this.used);
  }
}

/** Rows in a buffer: it lives as long as one of them. */
const ROWS = 64;

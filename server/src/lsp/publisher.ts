/** Pushes diagnostics for the newest version of each changed document, without a timer. */

/** Runs a task when the messages that have arrived already have had their turn. */
export type Defer = (task: () => void) => void;

/**
 * Coalesces changes: a document is published once the queue of messages held no further change for a whole turn. Nothing is
 * published for a version that is not the newest, or after close, since each run asks for the newest at its time.
 */
export class Publisher {
  private readonly dirty = new Set<string>();
  private changes = 0;
  private scheduled = false;

  constructor(
    private readonly publish: (uri: string) => void,
    private readonly defer: Defer,
  ) {}

  changed(uri: string): void {
    this.dirty.add(uri);
    this.changes++;
    if (this.scheduled) return;
    this.scheduled = true;
    this.wait();
  }

  closed(uri: string): void {
    this.dirty.delete(uri);
  }

  private wait(): void {
    const seen = this.changes;
    // Two turns: in the first the transport may hand over the next queued message.
    this.defer(() =>
      this.defer(() => {
        if (this.changes !== seen) this.wait();
        else this.run();
      }),
    );
  }

  private run(): void {
    this.scheduled = false;
    const uris = [...this.dirty];
    this.dirty.clear();
    for (const uri of uris) this.publish(uri);
  }
}

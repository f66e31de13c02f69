/**
 * Makes the author's first keys as quick as the later ones. An engine compiles code that has run often; until then a key takes
 * several times as long. So while nobody asks for anything, an open document is edited and checked in thought, one character
 * after the other, for as long as a few hundred keys take.
 */
import { apart, type Checked, type CheckOptions, check, recheck } from "../check/check.ts";
import type { Subject } from "../language/subject.ts";
import type { Defer } from "./publisher.ts";

/** Nobody has asked for anything for so long. */
const QUIET_MS = 30;
/** For so long a client that asks may have to wait; a single check is not interrupted. */
const SLICE_MS = 4;
/** All of it takes no longer. */
const MOST_MS = 800;
const TYPED = "abcdefgh ";
/** So many lines from one place of typing to the next. */
const LINES = 7;

export class WarmUp {
  private askedAt = 0;
  private spent = 0;
  private edits: Iterator<unknown> | undefined;

  /** `answer` does with a checked document what is done before it is published. */
  constructor(
    private readonly answer: (subject: Subject) => unknown,
    private readonly defer: Defer,
  ) {}

  /** A client has asked for something: it comes first. */
  asked(): void {
    this.askedAt = performance.now();
  }

  /** A document was checked; the first one is what is edited. */
  checked(subject: Subject, options: CheckOptions): void {
    if (this.edits || this.spent >= MOST_MS || subject.checked.pending) return;
    this.edits = this.typing(subject, apart(subject.checked), options);
    this.wait();
  }

  private wait(): void {
    const timer: unknown = setTimeout(() => this.slice(), QUIET_MS);
    // A process that has nothing else to do may end.
    (timer as { unref?: () => void }).unref?.();
  }

  private slice(): void {
    const begun = performance.now();
    if (begun - this.askedAt < QUIET_MS) {
      this.wait();
      return;
    }
    let going = true;
    while (going && performance.now() - begun < SLICE_MS) going = this.step();
    this.spent = going ? this.spent + performance.now() - begun : MOST_MS;
    if (this.spent < MOST_MS) this.defer(() => this.slice());
    else this.edits = undefined;
  }

  /** One key. False if there is nothing to type into, or if it fails: what is wrong will be told of the author's own keys. */
  private step(): boolean {
    try {
      return this.edits?.next().done === false;
    } catch {
      return false;
    }
  }

  /** One key at each step, all over a document of its own: the author's moves on in place. */
  private *typing(subject: Subject, own: Checked, options: CheckOptions): Generator<undefined> {
    const { text } = own.doc;
    const places = [...text.matchAll(/\S.*\S/g)].map(({ index, 0: line }) => index + (line.length >> 1));
    let checked = check(text, options, own);
    for (let n = 0; places.length > 0; n = (n + LINES) % places.length) {
      const at = places[n] as number;
      for (let typed = 1; typed <= TYPED.length; typed++) {
        yield;
        checked = recheck(text.slice(0, at) + TYPED.slice(0, typed) + text.slice(at), options, checked);
        this.answer({ ...subject, checked });
      }
      yield;
      checked = recheck(text, options, checked);
    }
  }
}

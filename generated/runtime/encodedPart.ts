// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/** A value that stands in a literal path: a part of a URL already, percent-encoded where it has to be. */
export class EncodedPart {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

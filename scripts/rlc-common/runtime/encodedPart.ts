/** A value that stands in a literal path: a part of a URL already, percent-encoded where it has to be. */
export class EncodedPart {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

import type { EnvelopeKind } from './envelope';

/** Tells the layout of a member from its top-level documents. */
export class JsonLayout {
  private documents = 0;
  private isFirstArray = false;
  private hasRecords = false;
  private isConcatenated = false;
  private hasNewline = false;
  private isStamped = false;

  /** A document begins. */
  document(isArray: boolean): void {
    if (this.documents === 0) this.isFirstArray = isArray;
    else if (!this.hasNewline) this.isConcatenated = true;
    this.documents += 1;
    this.hasNewline = false;
  }

  /** There is a line break between the last document and the next. */
  newline(): void {
    this.hasNewline = true;
  }

  /** A list of records stands under a `Records` key. */
  records(): void {
    this.hasRecords = true;
  }

  /** A time stands before the document, as in the export of a log group. */
  stamp(): void {
    this.isStamped = true;
  }

  kind(): EnvelopeKind {
    if (this.isStamped) return 'cloudwatch-logs';
    if (this.documents > 1) return this.isConcatenated ? 'concatenated' : 'jsonl';
    if (this.isFirstArray) return 'array';
    return this.hasRecords ? 'records' : 'single';
  }
}

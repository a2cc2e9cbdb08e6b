import type { EnvelopeKind, RecordItem } from './envelope';
import { decodeRecord } from './forms/decode';
import type { RecordForm } from './forms/form';
import { shippedForm } from './forms/shipped-form';
import { recordKind } from './record-kind';

/** Records looked at before a member counts as something else than CloudTrail. */
const CLASSIFIED_MAX = 100;

type Content = 'event' | 'insight' | 'digest' | 'pointer' | 'control' | 'ocsf' | 'empty';

/** Tells what the records of a member are from the first that is recognised. */
export class ContentClassifier {
  private content: Content | undefined;
  private form: RecordForm = 'record';
  private looked = 0;
  private hasDecoded = false;

  /** Takes the next items; `header` is the member's. */
  look(items: readonly RecordItem[], header: string | null): void {
    for (const item of items) {
      if (this.isSure || this.looked >= CLASSIFIED_MAX) return;
      if (item.kind !== 'record') continue;
      this.looked += 1;
      const decoded = decodeRecord(item.bytes, { needsExactParse: item.needsExactParse, header });
      if (!decoded.ok) continue;
      this.hasDecoded = true;
      const kind = recordKind(decoded.record);
      if (kind === 'other' || (this.content !== undefined && kind !== 'event')) continue;
      this.content = kind;
      this.form = shippedForm(decoded.record, decoded.form);
    }
  }

  /** A control message or a notification may come before the events. */
  private get isSure(): boolean {
    return this.content === 'event' || this.content === 'insight' || this.content === 'digest';
  }

  refine(layout: EnvelopeKind): EnvelopeKind {
    if (this.looked === 0) return layout;
    switch (this.content) {
      case 'event':
        return this.form === 'record' ? layout : this.form;
      case 'insight':
      case 'digest':
      case 'pointer':
      case 'control':
      case 'ocsf':
      case 'empty':
        return this.content;
      case undefined:
        return this.hasDecoded ? 'not-cloudtrail' : 'not-json';
    }
  }
}

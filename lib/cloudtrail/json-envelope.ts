import type { EnvelopeReader } from './envelope';
import { JsonScanner } from './json-scanner';
import { STAMPED_LINE } from './line-stamp';

const BYTE_ORDER_MARK = '\u{feff}';
/** A first line may be anything when a later one begins an object: exports come with comments and cut lines. */
const OBJECT_LINE = /^\s*\{\s*"/m;

/**
 * JSON text in any layout: `{"Records":[…]}`, arrays, single events, lines, documents one after another, and what
 * carries records: answers with lists of them, log lines with a time in front.
 */
export const jsonEnvelope: EnvelopeReader = {
  name: 'json',
  detects(head) {
    const text = head.toString('utf8');
    const first = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1).trimStart()[0] : text.trimStart()[0];
    return first === '{' || first === '[' || OBJECT_LINE.test(text) || STAMPED_LINE.test(text);
  },
  createScanner: (limits) => new JsonScanner(limits),
};

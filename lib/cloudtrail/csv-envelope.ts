import { CsvScanner } from './csv-scanner';
import type { EnvelopeReader } from './envelope';
import { readHeader } from './forms/csv-text';
import { isEventTable } from './forms/table';

const BYTE_ORDER_MARK = '\u{feff}';
/** Excel's hint at the separator, on a line of its own. */
const SEPARATOR_LINE = /^sep=.\r?\n/;

/** Tables with a header that names CloudTrail columns: the console's download, query results, derived CSVs. */
export const csvEnvelope: EnvelopeReader = {
  name: 'csv',
  detects(head) {
    const text = head.toString('utf8').replace(BYTE_ORDER_MARK, '').trimStart().replace(SEPARATOR_LINE, '');
    if (text.startsWith('{') || text.startsWith('[')) return false;
    const end = text.search(/[\r\n]/);
    const { names } = readHeader(end < 0 ? text : text.slice(0, end));
    return isEventTable(names);
  },
  createScanner: (limits) => new CsvScanner(limits),
};

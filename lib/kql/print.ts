import type { FieldNode, KqlNode, LeafNode, RangeOperator, Value } from './ast';

const SYMBOLS: Readonly<Record<RangeOperator, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/**
 * Writes a tree as KQL that parses back to the same tree, spans aside, for every tree that parsing can make.
 * Values of one field are gathered in a list; keywords are lower-case.
 */
export function printKql(node: KqlNode): string {
  switch (node.kind) {
    case 'match-all':
      return '';
    case 'and':
    case 'or': {
      const list = printList(node.children, node.kind);
      return list ?? node.children.map(printOperand).join(` ${node.kind} `);
    }
    case 'not':
      // Two nots in a row are no KQL.
      return node.child.kind === 'not' ? `not (${printKql(node.child)})` : `not ${printOperand(node.child)}`;
    case 'is':
    case 'exists':
      return `${printField(node.field)}: ${printLeafValue(node)}`;
    case 'range':
      return `${printField(node.field)} ${SYMBOLS[node.operator]} ${printValue(node.value)}`;
    case 'nested':
      return `${printField(node.field)}: { ${printKql(node.child)} }`;
    case 'free-text':
      return printValue(node.value);
    default:
      return node satisfies never;
  }
}

function printOperand(node: KqlNode): string {
  switch (node.kind) {
    case 'match-all':
      // Only a tree put together by hand has one inside another node; a lone star means the same.
      return '*';
    case 'and':
    case 'or':
      return printList(node.children, node.kind) ?? `(${printKql(node)})`;
    case 'not':
    case 'is':
    case 'exists':
    case 'range':
    case 'nested':
    case 'free-text':
      return printKql(node);
    default:
      return node satisfies never;
  }
}

/** `a: x or a: y` as `a: (x or y)`; null when the children are not all values of one field. */
function printList(children: readonly KqlNode[], word: 'and' | 'or'): string | null {
  const values: string[] = [];
  let field: string | null = null;
  for (const child of children) {
    if (child.kind !== 'is' && child.kind !== 'exists') return null;
    const name = printField(child.field);
    if (field !== null && field !== name) return null;
    field = name;
    values.push(printLeafValue(child));
  }
  return field === null ? null : `${field}: (${values.join(` ${word} `)})`;
}

function printLeafValue(node: LeafNode): string {
  return node.kind === 'exists' ? '*' : printValue(node.value);
}

function printField(node: FieldNode): string {
  if (node.kind === 'field-pattern') return escapePattern(node.parts);
  // A name that ends in "not" would be cut there by the space in front of a range operator.
  return /^[\w.@-]+$/.test(node.name) && !/not$/i.test(node.name) ? node.name : quote(node.name);
}

/** A value as KQL text, quoted or escaped where it has to be. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'wildcard':
      return escapePattern(value.parts);
    case 'literal': {
      const isTyped = value.text === '' || /^(?:true|false|null)$/.test(value.text);
      return value.quoted || isTyped ? quote(value.text) : escapePattern([value.text]);
    }
    default:
      return value satisfies never;
  }
}

function quote(text: string): string {
  return `"${escapeControls(text.replace(/[\\"]/g, '\\$&'))}"`;
}

function escapePattern(parts: readonly string[]): string {
  const text = parts.map(escapeUnquoted).join('*');
  // Spaces at the ends would be trimmed, and a keyword at the end would meet the space of the next operator.
  return text
    .replace(/^\s/, unicodeEscape)
    .replace(/\s$/, unicodeEscape)
    .replace(/(?<=\s(?:o|an)|no)[rdt]$/i, unicodeEscape);
}

function escapeUnquoted(text: string): string {
  const escaped = text
    .replace(/[\\():<>"*{}]/g, '\\$&')
    // A space behind "not", "and" or "or" would make it an operator, in the middle of a word too.
    .replace(/(?<=not|and|or)[ \u00a0]/gi, unicodeEscape)
    // A line feed in front of "ot" would read as an escaped "not".
    .replace(/\n(?=ot)/gi, unicodeEscape);
  return escapeControls(escaped);
}

function escapeControls(text: string): string {
  return text
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, unicodeEscape);
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `field: "value"`, whatever the value holds: log content is quoted, never read as syntax. */
export function fieldIs(field: string, value: string): string {
  return `${field}: ${quote(value)}`;
}

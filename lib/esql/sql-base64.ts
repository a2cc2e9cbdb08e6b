/**
 * Base64 as text. What is no base64 is null.
 *
 * The decoded bytes are an attacker's: a zero byte or one that is no UTF-8 must not hide the rest from a rule.
 * Zero bytes, which PostgreSQL's text cannot hold, are left out; bytes that are no UTF-8 are read as Latin-1.
 */
export function fromBase64Sql(sql: string): string {
  const padded = `rpad(bare, (length(bare) + 3) / 4 * 4, '=')`;
  // A doubled backslash is a backslash; it is matched first so that \\000 keeps its zeros.
  const withoutZeros = `decode(regexp_replace(encode(decode(${padded}, 'base64'), 'escape'), '(\\\\\\\\)|\\\\000', '\\1', 'g'), 'escape')`;
  return `(select case when latin ~ '${UTF8}' then convert_from(bytes, 'UTF8') else latin end
    from (select bytes, convert_from(bytes, 'LATIN1') as latin
      from (select case when bare ~ '^[A-Za-z0-9+/]*$' and length(bare) % 4 <> 1 then ${withoutZeros} end as bytes
        from (select rtrim(${sql}, '=') as bare) as encoded offset 0) as decoded offset 0) as texts)`;
}

/** Well-formed UTF-8, each byte being a character. */
const UTF8 = [
  '^(?:[\\u0001-\\u007f]',
  '|[\\u00c2-\\u00df][\\u0080-\\u00bf]',
  '|\\u00e0[\\u00a0-\\u00bf][\\u0080-\\u00bf]',
  '|[\\u00e1-\\u00ec\\u00ee\\u00ef][\\u0080-\\u00bf]{2}',
  '|\\u00ed[\\u0080-\\u009f][\\u0080-\\u00bf]',
  '|\\u00f0[\\u0090-\\u00bf][\\u0080-\\u00bf]{2}',
  '|[\\u00f1-\\u00f3][\\u0080-\\u00bf]{3}',
  '|\\u00f4[\\u0080-\\u008f][\\u0080-\\u00bf]{2})*$',
].join('');

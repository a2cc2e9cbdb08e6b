/** TO_… and `::`. What cannot be converted is null; nothing here may fail on a log's text. */
import type { ConvertTarget, ValueType } from './plan';
import { isoText, toLong } from './sql-values';

const NUMBER = '^[+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})(?:[eE][+-]?\\d{1,2})?$';
const IPV4 = '^(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}$';
/** Eight groups, or fewer with one `::`. An IPv4 address at the end of an IPv6 one is not read. */
const IPV6_CHARACTERS = '^[0-9A-Fa-f:]{2,39}$';
const DATE =
  '^((?!0000)\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-](?:0\\d|1[0-4]):?[0-5]\\d)?)?$';

/** Compiles a conversion of one value of SQL `sql`. */
export function convertSql(sql: string, from: ValueType, to: ConvertTarget): string {
  switch (to) {
    case 'keyword':
      return toText(sql, from);
    case 'long':
      return toWhole(sql, from, 64);
    case 'integer':
      return toWhole(sql, from, 32);
    case 'double':
      return toDouble(sql, from);
    case 'boolean':
      return toBoolean(sql, from);
    case 'date':
      return toDate(sql, from);
    case 'ip':
      return from === 'ip' ? sql : toAddress(sql);
    default:
      return to satisfies never;
  }
}

function toText(sql: string, from: ValueType): string {
  switch (from) {
    case 'keyword':
    case 'null':
      return sql;
    case 'date':
      return isoText(sql);
    case 'ip':
      return `host(${sql})`;
    case 'double':
      // Elasticsearch writes 1.0 where PostgreSQL writes 1.
      return `(select case when digits ~ '^-?\\d+$' then digits || '.0' else digits end from (select (${sql})::text as digits) as printed)`;
    case 'long':
    case 'boolean':
    case 'geo_point':
    case 'time-span':
      return `(${sql})::text`;
    default:
      return from satisfies never;
  }
}

function toWhole(sql: string, from: ValueType, bits: 32 | 64): string {
  switch (from) {
    case 'long':
      return bits === 64 ? sql : toLong(sql, 32);
    case 'boolean':
      return `(${sql})::int::bigint`;
    case 'date':
      return toLong(`(extract(epoch from ${sql}) * 1000)`, bits);
    case 'double':
      return toLong(`round((${sql})::numeric)`, bits);
    default:
      return toLong(`round(${numberOrNull(sql)})`, bits);
  }
}

function toDouble(sql: string, from: ValueType): string {
  switch (from) {
    case 'double':
      return sql;
    case 'long':
      return `(${sql})::float8`;
    case 'boolean':
    case 'date':
      return `${toWhole(sql, from, 64)}::float8`;
    default:
      return `${numberOrNull(sql)}::float8`;
  }
}

function numberOrNull(sql: string): string {
  return `(select case when digits ~ '${NUMBER}' then digits::numeric end from (select ${sql} as digits) as written)`;
}

function toBoolean(sql: string, from: ValueType): string {
  switch (from) {
    case 'boolean':
      return sql;
    case 'long':
    case 'double':
      return `(${sql} <> 0)`;
    default:
      return `(lower(${sql} collate "C") = 'true')`;
  }
}

function toDate(sql: string, from: ValueType): string {
  if (from === 'date') return sql;
  if (from === 'long' || from === 'double') {
    // Milliseconds, as far as PostgreSQL's calendar and ISO text agree: the years 1 to 9999.
    return `(select case when ms between -62135596800000 and 253402300799999 then to_timestamp(ms / 1000.0) end from (select (${sql})::numeric as ms) as epoch)`;
  }
  // The day has to exist, and a time without a zone is in UTC.
  return `(select case when parts[3]::int <= extract(day from make_date(parts[1]::int, parts[2]::int, 1) + interval '1 month' - interval '1 day')
    then case when written ~ 'T.*(?:Z|[+-]\\d\\d:?\\d\\d)$' then written::timestamptz else written::timestamp at time zone 'UTC' end end
    from (select written, regexp_match(written, '${DATE}') as parts from (select ${sql} as written) as date_text offset 0) as date_parts)`;
}

function toAddress(sql: string): string {
  const groups = `regexp_count(written, '[0-9A-Fa-f]+')`;
  const isV6 = [
    `written ~ '${IPV6_CHARACTERS}'`,
    `written !~ '[0-9A-Fa-f]{5}|:::|::.*::|^:[^:]|[^:]:$'`,
    `(case when written like '%::%' then ${groups} < 8 else ${groups} = 8 end)`,
  ].join(' and ');
  return `(select case when written ~ '${IPV4}' or (${isV6}) then written::inet end from (select ${sql} as written) as address_text)`;
}

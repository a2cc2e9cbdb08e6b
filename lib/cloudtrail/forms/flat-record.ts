import type { CloudTrailRecord, RawJson, RawObject } from '../record';
import { cellValue, isMissing } from './cell-value';
import { columnPath, tellsEvent } from './columns';
import { lacksBesides, type RecordPath } from './lacks';
import { setPath } from './object-path';

/** Which column tells which place of a record. */
export interface ColumnPlan {
  readonly columns: readonly Column[];
  /** Places told in full, whatever a row says. */
  readonly told: readonly RecordPath[];
  /** Lists of what is lacking, by what else the rows tell. */
  readonly lacks: Map<string, readonly string[]>;
}

interface Column {
  readonly index: number;
  readonly path: RecordPath;
}

/** A column that was printed as a struct, and the places it tells. */
interface Struct {
  readonly path: RecordPath;
  readonly fields: readonly RecordPath[];
}

/** Rows may name fields of structs at will; no table of an honest tool does so in many ways. */
const VARIANTS_MAX = 50;
/** Where these are not told, a console login that failed looks like one that succeeded. */
const LOGIN_RESULTS = ['errorMessage', 'responseElements'];

const PLANS_MAX = 100;
const plans = new Map<string, ColumnPlan | null>();

/** The plan for columns of these names; undefined when they do not tell a CloudTrail event. */
export function planColumns(names: readonly string[]): ColumnPlan | undefined {
  const key = names.join('\0');
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = makePlan(names) ?? null;
    if (plans.size >= PLANS_MAX) plans.clear();
    plans.set(key, plan);
  }
  return plan ?? undefined;
}

function makePlan(names: readonly string[]): ColumnPlan | undefined {
  const columns = names.flatMap((name, index) => {
    const path = columnPath(name);
    return path === undefined ? [] : [{ index, path }];
  });
  if (!tellsEvent(columns.map(({ path }) => path))) return undefined;
  const told = columns.flatMap(({ index, path }) =>
    // As the console and `lookup-events` spell it: with types and names, but no accounts.
    names[index] === 'Resources'
      ? [
          ['resources', 'ARN'],
          ['resources', 'type'],
        ]
      : [path],
  );
  return { columns, told, lacks: new Map() };
}

/**
 * Puts a record together from a row: `cellOf` gives the value of the column with that index. Of columns that tell
 * the same place the first one with a value counts.
 */
export function flatRecord(
  plan: ColumnPlan,
  cellOf: (index: number) => RawJson | undefined,
): { readonly record: CloudTrailRecord; readonly lacks: readonly string[] } {
  const record: RawObject = {};
  const structs: Struct[] = [];
  for (const { index, path } of plan.columns) {
    const value = cellOf(index);
    if (isMissing(value)) continue;
    const cell = cellValue(path, value);
    if (cell.kind === 'value') {
      setPath(record, path, cell.value);
      continue;
    }
    structs.push({ path, fields: cell.fields.map(([field]) => field) });
    for (const [field, inner] of cell.fields) if (inner !== null) setPath(record, field, inner);
  }
  return { record, lacks: lacksOf(plan, record, structs) };
}

function lacksOf(plan: ColumnPlan, record: RawObject, structs: readonly Struct[]): readonly string[] {
  const isLogin = record.eventName === 'ConsoleLogin' && record.errorCode === undefined;
  const fields = structs.flatMap((struct) => struct.fields);
  const variant = `${isLogin}\n${fields.map((path) => path.join('.')).join('\n')}`;
  const known = plan.lacks.get(variant);
  if (known !== undefined) return known;
  const whole = plan.told.filter((path) => !structs.some((struct) => struct.path === path));
  const lacks = lacksBesides([...whole, ...fields]);
  const isUntold = isLogin && !LOGIN_RESULTS.some((key) => plan.told.some(([first]) => first === key));
  const result = isUntold && !lacks.includes('event.outcome') ? [...lacks, 'event.outcome'].sort() : lacks;
  if (plan.lacks.size >= VARIANTS_MAX) plan.lacks.clear();
  plan.lacks.set(variant, result);
  return result;
}

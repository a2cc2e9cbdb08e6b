export { type CsvValue, toCsv } from './csv';
export {
  bucketRange,
  bucketWord,
  HEAT_LEVELS,
  type HeatCell,
  type HeatRun,
  type HeatTime,
  heatExtent,
  heatLevel,
  heatRuns,
  heatSteps,
  isGap,
  moveCell,
} from './heat';
export {
  ALERT_ROW_HEIGHT_PX,
  AXIS_HEIGHT_PX,
  type Bucket,
  type Bucketing,
  type BucketKind,
  bucketEndMs,
  LANE_HEIGHT_PX,
  type Lane,
  type LanePoint,
  laneChartHeightPx,
  lanesHeightPx,
  laneTopPx,
  layOutLanes,
  type MoveKey,
  movePoint,
} from './lanes';
export { MARKS, type Mark, type MarkKind, type MarkShape, markPath } from './marks';
export {
  type BrushGrip,
  brushDrag,
  brushGrip,
  OVERVIEW_HEIGHT_PX,
  type OverviewBar,
  overviewBars,
  overviewLane,
  windowOf,
} from './overview';
export {
  fitRange,
  panRange,
  presetOf,
  presetRange,
  RANGE_PRESETS,
  type RangePreset,
  rangeMs,
  shareOf,
  type TimeRange,
  timeAt,
  toRange,
  zoomOut,
} from './range';
export { formatPercent, type Share, toShares } from './shares';
export { formatSpan, formatTick, type TimeTicks, timeTicks } from './ticks';

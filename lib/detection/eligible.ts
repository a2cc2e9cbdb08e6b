/**
 * The events a rule may judge, as SQL over a row of `event`.
 *
 * An unusual volume of calls (Insight) is not a call. And what the rule asks for has to be known: "absent" must not be
 * read into a form that cannot tell. `needed` is the placeholder of the fields the rule asks for, a text[].
 */
export function eligibleSql(needed: string): string {
  return `(event_type_aws is distinct from 'AwsCloudTrailInsight' and (lacks is null or not lacks && ${needed}))`;
}

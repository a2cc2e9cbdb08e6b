/** The part of an ARN people call it by: `arn:aws:iam::123837392027:user/bert-jan` → `user/bert-jan`, a role's session → `role/NAME/SESSION`. */
export function shortArn(arn: string): string {
  if (!arn.startsWith('arn:')) return arn;
  const resource = arn.split(':').slice(5).join(':');
  return resource.replace(/^assumed-role\//, 'role/') || arn;
}

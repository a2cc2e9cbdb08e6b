/** What `event.category` and `event.type` hold for one action. */
export interface EventCategories {
  readonly category: readonly string[];
  readonly type: readonly string[];
}

/** Actions grouped by what ECS says of them. Names are exact: `RunInstances` or `AddPermission20150331v2` have none. */
const GROUPS: ReadonlyArray<EventCategories & { readonly actions: readonly string[] }> = [
  {
    category: ['iam'],
    type: ['group', 'change'],
    actions: [
      'AddUserToGroup',
      'AttachGroupPolicy',
      'DeleteGroupPolicy',
      'DetachGroupPolicy',
      'PutGroupPolicy',
      'RemoveUserFromGroup',
      'UpdateGroup',
    ],
  },
  {
    category: ['authentication'],
    type: ['info'],
    actions: ['AssumeRole', 'ConsoleLogin', 'GetCallerIdentity'],
  },
  {
    category: ['iam'],
    type: ['change'],
    actions: ['AttachRolePolicy'],
  },
  {
    category: ['iam'],
    type: ['user', 'change'],
    actions: [
      'AttachUserPolicy',
      'ChangePassword',
      'CreateAccessKey',
      'CreateVirtualMFADevice',
      'DeactivateMFADevice',
      'DeleteAccessKey',
      'DeleteSSHPublicKey',
      'DeleteUserPermissionsBoundary',
      'DeleteUserPolicy',
      'DeleteVirtualMFADevice',
      'DetachUserPolicy',
      'EnableMFADevice',
      'PutUserPermissionsBoundary',
      'PutUserPolicy',
      'TagUser',
      'UntagUser',
      'UpdateAccessKey',
      'UpdateLoginProfile',
      'UpdateSSHPublicKey',
      'UpdateUser',
    ],
  },
  {
    category: ['network'],
    type: ['access'],
    actions: ['AuthorizeSecurityGroupIngress'],
  },
  {
    category: ['api'],
    type: ['info'],
    actions: ['Converse', 'DescribeRegions', 'Publish'],
  },
  {
    category: ['file'],
    type: ['creation'],
    actions: ['CreateBucket', 'CreateDocument'],
  },
  {
    category: ['session'],
    type: ['start'],
    actions: [
      'CreateControlChannel',
      'CreateDataChannel',
      'OpenControlChannel',
      'OpenDataChannel',
      'StartSession',
    ],
  },
  {
    category: ['iam'],
    type: ['group', 'creation'],
    actions: ['CreateGroup'],
  },
  {
    category: ['iam'],
    type: ['admin', 'creation'],
    actions: ['CreateKeyPair'],
  },
  {
    category: ['iam'],
    type: ['creation'],
    actions: ['CreatePolicy'],
  },
  {
    category: ['configuration'],
    type: ['creation'],
    actions: ['CreateTopic'],
  },
  {
    category: ['iam'],
    type: ['user', 'creation'],
    actions: ['CreateUser'],
  },
  {
    category: ['file'],
    type: ['deletion'],
    actions: ['DeleteBucket', 'DeleteObject'],
  },
  {
    category: ['iam'],
    type: ['group', 'deletion'],
    actions: ['DeleteGroup'],
  },
  {
    category: ['configuration'],
    type: ['deletion'],
    actions: ['DeleteTrail'],
  },
  {
    category: ['iam'],
    type: ['user', 'deletion'],
    actions: ['DeleteUser'],
  },
  {
    category: ['database'],
    type: ['info'],
    actions: ['DescribeDBInstances', 'ListTables'],
  },
  {
    category: ['host'],
    type: ['info'],
    actions: ['DescribeInstances', 'DescribeVolumes', 'ListInstanceAssociations'],
  },
  {
    category: ['network'],
    type: ['info'],
    actions: [
      'DescribeLoadBalancers',
      'DescribeNetworkAcls',
      'DescribeNetworkInterfaces',
      'DescribeSecurityGroups',
      'DescribeVpcs',
    ],
  },
  {
    category: ['configuration'],
    type: ['info'],
    actions: ['DescribeTrails'],
  },
  {
    category: ['iam'],
    type: ['group', 'info'],
    actions: ['GetGroup', 'GetGroupPolicy', 'ListAttachedGroupPolicies', 'ListGroupPolicies', 'ListGroups'],
  },
  {
    category: ['file'],
    type: ['info'],
    actions: ['GetObject', 'HeadObject', 'ListBuckets', 'ListObjects'],
  },
  {
    category: ['iam'],
    type: ['info'],
    actions: ['GetPolicy', 'ListAttachedRolePolicies', 'ListRoles'],
  },
  {
    category: ['iam'],
    type: ['user', 'info'],
    actions: [
      'GetUser',
      'GetUserPolicy',
      'ListAttachedUserPolicies',
      'ListGroupsForUser',
      'ListUserPolicies',
      'ListUserTags',
      'ListUsers',
    ],
  },
  {
    category: ['package'],
    type: ['info'],
    actions: ['ListFunctions'],
  },
  {
    category: ['file'],
    type: ['change'],
    actions: ['PutObject'],
  },
  {
    category: ['process'],
    type: ['start'],
    actions: ['SendCommand'],
  },
  {
    category: ['iam'],
    type: ['admin', 'change'],
    actions: [
      'SetDefaultPolicyVersion',
      'SetSecurityTokenServicePreferences',
      'UpdateAccountPasswordPolicy',
      'UpdateRole',
    ],
  },
  {
    category: ['configuration'],
    type: ['change'],
    actions: ['Subscribe'],
  },
  {
    category: ['session'],
    type: ['end'],
    actions: ['TerminateSession'],
  },
];

const BY_ACTION: ReadonlyMap<string, EventCategories> = new Map(
  GROUPS.flatMap(({ actions, ...categories }) => actions.map((action) => [action, categories] as const)),
);

/** The ECS categories of an action, whatever service it belongs to. Undefined: only `event.type: info`. */
export function eventCategories(action: string): EventCategories | undefined {
  return BY_ACTION.get(action);
}

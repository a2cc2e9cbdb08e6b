import type { JsonObject } from '../../lib/ecs';
import { isoSeconds } from '../../lib/sample/callers';
import type { Names, Scene } from './names';

/** Makes the parameters of a call, or its answer. */
export type Shape = (names: Names, scene: Scene) => JsonObject | null;

const STAGE_TAGS = ['prod', 'staging', 'dev'];
const TYPES = ['t3.micro', 't3.large', 'm6i.large', 'm6i.2xlarge', 'c7g.xlarge', 'r6g.large'];
const FILTERS = ['vpc-id', 'subnet-id', 'tag:Name', 'tag:Team', 'instance-state-name', 'availability-zone'];

const items = (list: readonly JsonObject[]): JsonObject => ({ items: list });
const many = <Item>(names: Names, most: number, make: () => Item): Item[] =>
  Array.from({ length: names.draw.integer(1, most) }, make);

const filterSet = (names: Names): JsonObject =>
  items(
    many(names, 2, () => ({
      name: names.draw.pick(FILTERS),
      valueSet: items(many(names, 3, () => ({ value: names.draw.chance(0.5) ? names.vpc() : names.word() }))),
    })),
  );

const tagSet = (names: Names): JsonObject =>
  items([
    { key: 'Name', value: names.word() },
    { key: 'Stage', value: names.draw.pick(STAGE_TAGS) },
    { key: 'Commit', value: names.draw.hex(40) },
  ]);

const policy = (names: Names): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: many(names, 4, () => ({
      Sid: `Allow${names.draw.hex(6)}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 'kms:Decrypt'].slice(0, names.draw.integer(1, 3)),
      Resource: [`arn:aws:s3:::${names.bucket()}/*`],
      Condition: { StringEquals: { 'aws:SourceVpc': names.vpc() } },
    })),
  });

const encryptionContext = (names: Names, scene: Scene): JsonObject =>
  names.draw.chance(0.5)
    ? {
        SecretARN: names.arn('secretsmanager', scene, `secret:${names.secret()}`),
        SecretVersionId: names.draw.uuid(),
      }
    : { 'aws:s3:arn': `arn:aws:s3:::${names.bucket()}/${names.object()}` };

/** What callers ask for. Named by what the parameters are about. */
export const ask = {
  nothing: () => null,
  page: ({ draw }): JsonObject =>
    draw.chance(0.5) ? { maxResults: draw.pick([50, 100, 1000]) } : { nextToken: draw.base64(96) },
  filters: (names) => ({ maxResults: 1000, filterSet: filterSet(names) }),
  instances: (names) => ({
    instancesSet: names.draw.chance(0.6)
      ? items(many(names, 6, () => ({ instanceId: names.instance() })))
      : {},
    filterSet: names.draw.chance(0.6) ? filterSet(names) : {},
  }),
  instanceSet: (names) => ({ instancesSet: items(many(names, 3, () => ({ instanceId: names.instance() }))) }),
  instance: (names) => ({ instanceId: names.instance() }),
  userData: (names) => ({ instanceId: names.instance(), attribute: 'userData' }),
  attribute: (names) => ({
    instanceId: names.instance(),
    attribute: names.draw.pick(['instanceType', 'disableApiTermination', 'groupSet', 'sourceDestCheck']),
  }),
  images: (names) => ({
    imagesSet: items(many(names, 4, () => ({ imageId: names.id('ami') }))),
    ownersSet: items([{ owner: 'self' }]),
  }),
  volumes: (names) => ({
    volumeSet: items(many(names, 5, () => ({ volumeId: names.id('vol') }))),
    filterSet: {},
  }),
  volume: (names) => ({
    volumeId: names.id('vol'),
    instanceId: names.instance(),
    device: '/dev/sdf',
    deleteOnTermination: false,
  }),
  snapshot: (names) => ({
    volumeId: names.id('vol'),
    description: `nightly of ${names.word()}`,
    tagSpecificationSet: items([{ resourceType: 'snapshot', tags: [{ key: 'Name', value: names.word() }] }]),
  }),
  run: (names) => ({
    instancesSet: items([{ imageId: names.id('ami'), minCount: 1, maxCount: 1, keyName: names.word() }]),
    userData: '<sensitiveDataRemoved>',
    instanceType: names.draw.pick(TYPES),
    blockDeviceMapping: items([
      {
        deviceName: '/dev/xvda',
        ebs: { volumeSize: 40, deleteOnTermination: true, volumeType: 'gp3', encrypted: true },
      },
    ]),
    monitoring: { enabled: true },
    disableApiTermination: false,
    clientToken: names.draw.uuid(),
    iamInstanceProfile: { name: names.word() },
    networkInterfaceSet: items([
      { deviceIndex: 0, subnetId: names.id('subnet'), groupSet: items([{ groupId: names.id('sg') }]) },
    ]),
    tagSpecificationSet: items([
      {
        resourceType: 'instance',
        tags: [
          { key: 'Name', value: names.word() },
          { key: 'Owner', value: names.word() },
        ],
      },
    ]),
  }),
  tags: (names) => ({ resourcesSet: items([{ resourceId: names.instance() }]), tagSet: tagSet(names) }),
  ingress: (names) => ({
    groupId: names.id('sg'),
    ipPermissions: items([
      {
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        groups: {},
        ipRanges: items([{ cidrIp: `10.${names.draw.integer(0, 255)}.0.0/16`, description: names.word() }]),
        ipv6Ranges: {},
        prefixListIds: {},
      },
    ]),
  }),
  networkInterface: (names) => ({
    networkInterfaceId: names.id('eni'),
    subnetId: names.id('subnet'),
    groupSet: items([{ groupId: names.id('sg') }]),
    description: `AWS Lambda VPC ENI-${names.lambda()}-${names.draw.uuid()}`,
  }),
  bucket: (names, { region }) => {
    const bucketName = names.bucket();
    return { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com` };
  },
  bucketPart: (names, { region }) => {
    const bucketName = names.bucket();
    return {
      bucketName,
      Host: `${bucketName}.s3.${region}.amazonaws.com`,
      [names.draw.pick(['acl', 'policy', 'versioning', 'tagging', 'encryption', 'logging'])]: '',
    };
  },
  listing: (names, { region }) => {
    const bucketName = names.bucket();
    return {
      'list-type': '2',
      bucketName,
      'encoding-type': 'url',
      prefix: `${names.word()}/`,
      Host: `${bucketName}.s3.${region}.amazonaws.com`,
      delimiter: '/',
    };
  },
  object: (names, { region }) => {
    const bucketName = names.bucket();
    return { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com`, key: names.object() };
  },
  user: (names) => ({ userName: names.word() }),
  role: (names) => ({ roleName: names.word() }),
  policyArn: (names, { account }) => ({
    policyArn: `arn:aws:iam::${account}:policy/${names.word()}`,
    ...(names.draw.chance(0.4) && { versionId: `v${names.draw.integer(1, 5)}` }),
  }),
  rolePolicy: (names) => ({
    roleName: names.word(),
    policyName: names.word(),
    policyDocument: policy(names),
  }),
  attach: (names, { account }) => ({
    roleName: names.word(),
    policyArn: `arn:aws:iam::${account}:policy/${names.word()}`,
  }),
  newRole: (names) => ({
    path: '/',
    roleName: names.word(),
    maxSessionDuration: 3600,
    assumeRolePolicyDocument: policy(names),
    tags: [{ key: 'Team', value: names.word() }],
  }),
  accessKey: (names) => ({
    userName: names.word(),
    accessKeyId: `AKIAEXAMPLE${names.draw.base32(9)}`,
    status: 'Inactive',
  }),
  decrypt: (names, scene) => ({
    encryptionContext: encryptionContext(names, scene),
    encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  dataKey: (names, scene) => ({
    keyId: names.kmsKey(scene),
    encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${names.bucket()}` },
    keySpec: 'AES_256',
  }),
  keyId: (names, scene) => ({ keyId: names.kmsKey(scene) }),
  grant: (names, scene) => ({
    keyId: names.kmsKey(scene),
    granteePrincipal: `arn:aws:iam::${scene.account}:role/${names.word()}`,
    operations: ['Decrypt', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant'],
    constraints: { encryptionContextSubset: { 'aws:ebs:id': names.id('vol') } },
    retiringPrincipal: `ec2.${scene.region}.amazonaws.com`,
  }),
  logGroup: (names) => ({ logGroupName: `/aws/lambda/${names.lambda()}` }),
  logStream: (names) => ({
    logGroupName: `/aws/lambda/${names.lambda()}`,
    logStreamName: `2026/03/0${names.draw.integer(1, 9)}/[$LATEST]${names.draw.hex(32)}`,
  }),
  logQuery: (names, { at }) => ({
    logGroupName: `/aws/ecs/${names.word()}`,
    startTime: at - 3_600_000,
    endTime: at,
    queryString: `fields @timestamp, @message | filter @message like /${names.draw.hex(8)}/ | limit 200`,
  }),
  metrics: (names, { at }) => ({
    metricDataQueries: many(names, 3, () => ({
      id: `m${names.draw.hex(5)}`,
      metricStat: {
        metric: {
          namespace: 'AWS/EC2',
          metricName: 'CPUUtilization',
          dimensions: [{ name: 'InstanceId', value: names.instance() }],
        },
        period: 300,
        stat: 'Average',
      },
      returnData: true,
    })),
    startTime: isoSeconds(at - 3_600_000),
    endTime: isoSeconds(at),
  }),
  alarms: (names) => ({ alarmNamePrefix: names.word(), maxRecords: 100 }),
  alarm: (names) => ({
    alarmName: names.word(),
    metricName: 'CPUUtilization',
    namespace: 'AWS/EC2',
    statistic: 'Average',
    period: 60,
    evaluationPeriods: 5,
    threshold: names.draw.integer(40, 95),
    comparisonOperator: 'GreaterThanThreshold',
    dimensions: [{ name: 'InstanceId', value: names.instance() }],
  }),
  function: (names, scene) => ({ functionName: names.arn('lambda', scene, `function:${names.lambda()}`) }),
  invoke: (names, scene) => ({
    functionName: names.arn('lambda', scene, `function:${names.lambda()}`),
    invocationType: 'RequestResponse',
    clientContext: '',
    sourceArn: names.arn('events', scene, `rule/${names.word()}`),
  }),
  functionCode: (names) => ({
    functionName: names.lambda(),
    s3Bucket: names.bucket(),
    s3Key: names.object(),
    publish: true,
    dryRun: false,
  }),
  table: (names) => ({ tableName: names.word() }),
  item: (names) => ({
    tableName: names.word(),
    key: { pk: `user#${names.draw.uuid()}`, sk: `order#${names.draw.digits(9)}` },
    consistentRead: names.draw.chance(0.3),
  }),
  secret: (names) => ({
    secretId: names.secret(),
    ...(names.draw.chance(0.3) && { versionStage: 'AWSCURRENT' }),
  }),
  parameter: (names) => ({ name: `/${names.word()}/database-url`, withDecryption: true }),
  parameters: (names) => ({
    names: many(names, 5, () => `/${names.word()}/${names.draw.hex(4)}`),
    withDecryption: true,
  }),
  instanceInformation: (names) => ({
    agentName: 'amazon-ssm-agent',
    agentVersion: '3.3.2471.0',
    agentStatus: 'Active',
    instanceId: names.instance(),
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    iPAddress: `10.${names.draw.integer(0, 255)}.${names.draw.integer(0, 255)}.${names.draw.integer(1, 254)}`,
    computerName: `ip-10-0-${names.draw.integer(0, 255)}-${names.draw.integer(0, 255)}.ec2.internal`,
    sourceType: 'AWS::EC2::Instance',
  }),
  command: (names) => ({
    documentName: 'AWS-RunShellScript',
    instanceIds: many(names, 4, () => names.instance()),
    parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    interactive: false,
    timeoutSeconds: 600,
    comment: names.word(),
  }),
  database: (names) => ({ dBInstanceIdentifier: names.word(), includeShared: false }),
  databaseSnapshot: (names) => ({
    dBSnapshotIdentifier: `${names.word()}-${names.draw.hex(6)}`,
    dBInstanceIdentifier: names.word(),
  }),
  cluster: (names, scene) => ({
    cluster: names.arn('ecs', scene, `cluster/${names.word()}`),
    services: many(names, 4, () => names.word()),
    include: ['TAGS'],
  }),
  tasks: (names, scene) => ({
    cluster: names.word(),
    tasks: many(names, 4, () => names.arn('ecs', scene, `task/${names.word()}/${names.draw.hex(32)}`)),
  }),
  taskState: (names, scene) => ({
    cluster: names.word(),
    task: names.arn('ecs', scene, `task/${names.word()}/${names.draw.hex(32)}`),
    containerName: 'app',
    status: 'RUNNING',
    networkBindings: [],
    runtimeId: names.draw.hex(64),
    reason: '',
  }),
  taskDefinition: (names, scene) => ({
    family: names.word(),
    networkMode: 'awsvpc',
    cpu: '512',
    memory: '1024',
    executionRoleArn: `arn:aws:iam::${scene.account}:role/${names.word()}`,
    containerDefinitions: many(names, 2, () => ({
      name: 'app',
      image: `${scene.account}.dkr.ecr.${scene.region}.amazonaws.com/${names.word()}:${names.draw.hex(40)}`,
      essential: true,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      environment: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': `/aws/ecs/${names.word()}` } },
    })),
  }),
  image: (names, { account }) => ({
    registryId: account,
    repositoryName: names.word(),
    imageIds: [{ imageDigest: `sha256:${names.draw.hex(64)}` }],
    acceptedMediaTypes: [
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ],
  }),
  layer: (names, { account }) => ({
    registryId: account,
    repositoryName: names.word(),
    layerDigest: `sha256:${names.draw.hex(64)}`,
  }),
  kubernetes: (names) => ({ name: names.word() }),
  scaling: (names) => ({
    autoScalingGroupName: names.word(),
    desiredCapacity: names.draw.integer(1, 40),
    honorCooldown: false,
  }),
  scalingNames: (names) => ({ autoScalingGroupNames: many(names, 3, () => names.word()), maxRecords: 100 }),
  targets: (names, scene) => ({
    targetGroupArn: names.arn(
      'elasticloadbalancing',
      scene,
      `targetgroup/${names.word()}/${names.draw.hex(16)}`,
    ),
    targets: many(names, 3, () => ({ id: names.instance(), port: 8080 })),
  }),
  balancers: (names, scene) => ({
    loadBalancerArns: many(names, 2, () =>
      names.arn('elasticloadbalancing', scene, `loadbalancer/app/${names.word()}/${names.draw.hex(16)}`),
    ),
  }),
  queue: (names, { account, region }) => ({
    queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${names.word()}`,
    attributeNames: ['All'],
  }),
  topic: (names, scene) => ({
    topicArn: names.arn('sns', scene, names.word()),
    messageStructure: 'json',
    message: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  }),
  stack: (names, scene) => ({
    stackName: names.arn('cloudformation', scene, `stack/${names.word()}/${names.draw.uuid()}`),
  }),
  changeSet: (names) => ({
    stackName: names.word(),
    changeSetName: `deploy-${names.draw.uuid()}`,
    changeSetType: 'UPDATE',
    capabilities: ['CAPABILITY_IAM'],
    parameters: many(names, 3, () => ({ parameterKey: `Key${names.draw.hex(4)}`, usePreviousValue: true })),
    clientToken: names.draw.uuid(),
  }),
  lookup: (names, { at }) => ({
    startTime: isoSeconds(at - 86_400_000),
    endTime: isoSeconds(at),
    lookupAttributes: [{ attributeKey: 'ResourceName', attributeValue: names.instance() }],
    maxResults: 50,
  }),
  evaluations: (names, { at }) => ({
    evaluations: many(names, 3, () => ({
      complianceResourceType: 'AWS::EC2::Instance',
      complianceResourceId: names.instance(),
      complianceType: names.draw.pick(['COMPLIANT', 'NON_COMPLIANT']),
      orderingTimestamp: isoSeconds(at),
    })),
    resultToken: names.draw.base64(180),
    testMode: false,
  }),
  zone: (names) => ({
    hostedZoneId: `Z${names.draw.base32(13)}`,
    changeBatch: {
      changes: [
        {
          action: 'UPSERT',
          resourceRecordSet: {
            name: `${names.word()}.example.com`,
            type: 'CNAME',
            tTL: 60,
            resourceRecords: [{ value: `${names.draw.hex(12)}.example.net` }],
          },
        },
      ],
    },
  }),
  certificate: (names, scene) => ({
    certificateArn: names.arn('acm', scene, `certificate/${names.draw.uuid()}`),
  }),
  findings: (names) => ({
    detectorId: names.draw.hex(32),
    findingIds: many(names, 6, () => names.draw.hex(32)),
  }),
  execution: (names, scene) => ({
    stateMachineArn: names.arn('states', scene, `stateMachine:${names.word()}`),
    name: names.draw.uuid(),
    input: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  }),
  query: (names) => ({
    queryString: '***OMITTED***',
    clientRequestToken: names.draw.uuid(),
    workGroup: 'primary',
    queryExecutionContext: { database: names.word() },
    resultConfiguration: { outputLocation: `s3://${names.bucket()}/athena/` },
  }),
  glueTable: (names) => ({ databaseName: names.word(), name: names.word(), includeAuditContext: false }),
} as const satisfies Record<string, Shape>;

/** What AWS answers: only calls that change something leave an answer in the log. */
export const answer = {
  done: ({ draw }) => ({ requestId: draw.uuid(), _return: true }),
  run: (names, { account, region, at }) => ({
    requestId: names.draw.uuid(),
    reservationId: names.id('r'),
    ownerId: account,
    groupSet: {},
    instancesSet: items([
      {
        instanceId: names.instance(),
        imageId: names.id('ami'),
        instanceState: { code: 0, name: 'pending' },
        privateDnsName: `ip-10-${names.draw.integer(0, 255)}-0-${names.draw.integer(4, 254)}.${region}.compute.internal`,
        amiLaunchIndex: 0,
        productCodes: {},
        instanceType: names.draw.pick(TYPES),
        launchTime: at,
        placement: { availabilityZone: `${region}a`, tenancy: 'default' },
        monitoring: { state: 'pending' },
        subnetId: names.id('subnet'),
        vpcId: names.vpc(),
        stateReason: { code: 'pending', message: 'pending' },
        architecture: 'x86_64',
        rootDeviceType: 'ebs',
        rootDeviceName: '/dev/xvda',
        virtualizationType: 'hvm',
        hypervisor: 'xen',
        tagSet: tagSet(names),
        clientToken: names.draw.uuid(),
        groupSet: items([{ groupId: names.id('sg'), groupName: names.word() }]),
        sourceDestCheck: true,
        ebsOptimized: true,
        networkInterfaceSet: items([
          {
            networkInterfaceId: names.id('eni'),
            subnetId: names.id('subnet'),
            vpcId: names.vpc(),
            ownerId: account,
            status: 'in-use',
            attachment: {
              attachmentId: names.id('eni-attach'),
              deviceIndex: 0,
              status: 'attaching',
              deleteOnTermination: true,
            },
          },
        ]),
      },
    ]),
  }),
  states: (names) => ({
    requestId: names.draw.uuid(),
    instancesSet: items([
      {
        instanceId: names.instance(),
        currentState: { code: 32, name: 'shutting-down' },
        previousState: { code: 16, name: 'running' },
      },
    ]),
  }),
  volume: (names, { at, region }) => ({
    requestId: names.draw.uuid(),
    volumeId: names.id('vol'),
    size: '40',
    zone: `${region}a`,
    status: 'creating',
    createTime: at,
    volumeType: 'gp3',
    iops: 3000,
    encrypted: true,
    tagSet: {},
  }),
  networkInterface: (names, { account }) => ({
    requestId: names.draw.uuid(),
    networkInterface: {
      networkInterfaceId: names.id('eni'),
      subnetId: names.id('subnet'),
      vpcId: names.vpc(),
      ownerId: account,
      status: 'pending',
      macAddress: `02:${names.draw.hex(2)}:${names.draw.hex(2)}:${names.draw.hex(2)}:${names.draw.hex(2)}:${names.draw.hex(2)}`,
      privateIpAddress: `10.0.${names.draw.integer(0, 255)}.${names.draw.integer(4, 254)}`,
      interfaceType: 'lambda',
    },
  }),
  role: (names, { account, at }) => ({
    role: {
      path: '/',
      roleName: names.word(),
      roleId: `AROA${names.draw.base32(17)}`,
      arn: `arn:aws:iam::${account}:role/${names.word()}`,
      createDate: isoSeconds(at),
      assumeRolePolicyDocument: encodeURIComponent(policy(names)),
    },
  }),
  accessKey: (names, { at }) => ({
    accessKey: {
      accessKeyId: `AKIAEXAMPLE${names.draw.base32(9)}`,
      status: 'Active',
      userName: names.word(),
      createDate: isoSeconds(at),
    },
  }),
  grant: ({ draw }, scene) => ({
    grantId: draw.hex(64),
    keyId: `arn:aws:kms:${scene.region}:${scene.account}:key/${draw.uuid()}`,
  }),
  function: (names, scene) => ({
    functionName: names.lambda(),
    functionArn: names.arn('lambda', scene, `function:${names.lambda()}`),
    runtime: 'nodejs20.x',
    role: `arn:aws:iam::${scene.account}:role/${names.word()}`,
    handler: 'index.handler',
    codeSize: names.draw.integer(1000, 9_000_000),
    codeSha256: names.draw.base64(44),
    timeout: 30,
    memorySize: 512,
    lastModified: isoSeconds(scene.at),
    version: '$LATEST',
    revisionId: names.draw.uuid(),
    state: 'Active',
    packageType: 'Zip',
    architectures: ['arm64'],
  }),
  command: (names, { at }) => ({
    command: {
      commandId: names.draw.uuid(),
      documentName: 'AWS-RunShellScript',
      status: 'Pending',
      requestedDateTime: isoSeconds(at),
      targetCount: 1,
      completedCount: 0,
      errorCount: 0,
      instanceIds: [names.instance()],
      outputS3BucketName: names.bucket(),
    },
  }),
  encryption: () => ({ 'x-amz-server-side-encryption': 'AES256' }),
  acknowledged: () => ({ acknowledgment: 'ACK' }),
  execution: (names, scene) => ({
    executionArn: names.arn('states', scene, `execution:${names.word()}:${names.draw.uuid()}`),
    startDate: isoSeconds(scene.at),
  }),
  stack: (names, scene) => ({
    stackId: names.arn('cloudformation', scene, `stack/${names.word()}/${names.draw.uuid()}`),
    id: names.arn('cloudformation', scene, `changeSet/deploy/${names.draw.uuid()}`),
  }),
  message: ({ draw }) => ({ messageId: draw.uuid() }),
  query: ({ draw }) => ({ queryExecutionId: draw.uuid() }),
} as const satisfies Record<string, Shape>;
